package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Railway services at the stand-in of Railway's command line: real services, no real Railway.
 */
@RequiresTool("git")
@RequiresTool("nginx")
@RequiresTool("openssl")
@RequiresTool("pg_dump")
@RequiresTool("redis-server")
@RequiresTool(value = "django-admin", aptPackage = "python3-django")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RailwayCommandDemoIT {
  private static final String EXAMPLE = "railway-command";

  /** What the platform has a part in; the others go as they do with containers. */
  private static final Set<String> TRIED = Set.of("deploy-ticket", "data-intact");

  @TempDir static Path data;
  private RailwayServices services;

  @BeforeAll
  void start() throws IOException {
    services = new RailwayServices(EXAMPLE, data);
  }

  @AfterAll
  void end() throws IOException {
    services.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  static Stream<RailwayServices.Failure> failures() throws IOException {
    return RailwayServices.failures(EXAMPLE).filter(failure -> TRIED.contains(failure.step()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsLedBackToWhatWasBefore(RailwayServices.Failure failure) throws Exception {
    services.isLedBack(failure);
  }

  @Test
  void aDeploymentSucceedsAndAllFourServicesSaySo() throws Exception {
    services.isDeployed();
  }
}

package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresDockerEngine;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Railway services with Docker: real images, real containers. What needs no engine is tried by
 * {@link RailwayCommandDemoIT} as well.
 */
@RequiresTool("docker")
@RequiresDockerEngine
@RequiresTool("docker-compose")
@RequiresTool("debootstrap")
@RequiresTool("git")
@RequiresTool("nginx")
@RequiresTool("openssl")
@RequiresTool("pg_dump")
@RequiresTool("redis-server")
@RequiresTool(value = "django-admin", aptPackage = "python3-django")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RailwayDemoIT {
  private static final String EXAMPLE = "railway";

  /** A socket's path has at most 107 characters, and engines do not like temporary directories. */
  private static final Path DATA = Path.of("target/railway").toAbsolutePath();

  /** Goes the way that another one has gone already. */
  private static final Set<String> LEFT_OUT = Set.of("background-jobs");

  private RailwayServices services;

  @BeforeAll
  void start() throws IOException {
    services = new RailwayServices(EXAMPLE, Files.createDirectories(DATA));
  }

  @AfterAll
  void end() throws IOException {
    services.close();
    assertThat(Processes.of(DATA)).isEmpty();
  }

  static Stream<RailwayServices.Failure> failures() throws IOException {
    return RailwayServices.failures(EXAMPLE).filter(failure -> !LEFT_OUT.contains(failure.step()));
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

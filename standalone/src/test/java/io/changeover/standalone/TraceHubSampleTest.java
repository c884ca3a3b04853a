package io.changeover.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.embedded.LocalDatabase;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The sample's own tests, which are written in the sample's own language. */
@RequiresTool("alembic")
@RequiresTool("nginx")
@RequiresTool("pg_dump")
@RequiresTool("git")
class TraceHubSampleTest {
  private static final int PATIENCE_MINUTES = 10;

  @Test
  void theSampleKeepsItsPromises() throws IOException, InterruptedException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    LocalDatabase administration = TestInfrastructure.postgres().database("postgres");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/python3",
            "-B",
            "-m",
            "unittest",
            "discover",
            "-s",
            "examples/tracehub/tests");
    builder.directory(root.toFile()).redirectErrorStream(true);
    builder.environment().put("DATABASE_ADMIN_URL", administration.libpqUrl());
    builder.environment().put("PGPASSFILE", administration.passFile().toString());

    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).containsPattern("Ran [1-9][0-9]* tests").doesNotContain("skipped=");
  }
}

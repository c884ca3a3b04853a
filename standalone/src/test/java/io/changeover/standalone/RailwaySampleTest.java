package io.changeover.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The Railway sample: its sabotages fit, its services' tests pass, its surroundings answer. */
@RequiresTool(value = "django-admin", aptPackage = "python3-django")
@RequiresTool(value = "python3-coverage", aptPackage = "python3-coverage")
class RailwaySampleTest {
  private static final int PATIENCE_MINUTES = 10;

  @Test
  void theSampleKeepsItsPromises() throws IOException, InterruptedException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/python3", "-B", "-m", "unittest", "discover", "-s", "examples/railway/tests");
    builder.directory(root.toFile()).redirectErrorStream(true);

    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).containsPattern("Ran [1-9][0-9]* tests").doesNotContain("skipped=");
  }
}

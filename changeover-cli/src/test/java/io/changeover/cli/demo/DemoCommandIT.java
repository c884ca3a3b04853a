package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.cli.ExitCode;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's own command as somebody types it, when it does not end well. */
@RequiresTool("alembic")
@RequiresTool("git")
@RequiresTool("nginx")
@RequiresTool("pg_dump")
@RequiresTool("sqlite3")
class DemoCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({
    "tracehub, 10000, start-green,  5, RolledBack,  Rollback: level 2",
    "tracehub, 10000, rollback,     6, NeedsHuman,  Rollback: level 1",
    "yukyu,     4000, values-fit,   4, Failed,      Why:",
  })
  void aFailureIsToldByTheExitCodeAndTheSummaryAndNoProcessIsLeft(
      String example, int rows, String failAt, int exit, String state, String told)
      throws Exception {
    Path place = Files.createDirectory(data.resolve("place"));

    Process demo = demo(place, example, "--rows=" + rows, "--fail-at=" + failAt);

    assertThat(demo.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
    String said = demo.inputReader().readAllAsString();
    assertThat(demo.exitValue()).as(said).isEqualTo(exit);
    assertThat(said).contains(": " + state + " after ", told);
    assertThat(Processes.of(place)).isEmpty();
  }

  @Test
  void aSecondDemoInTheSamePlaceIsRefused() throws Exception {
    Path place = Files.createDirectory(data.resolve("place"));
    try (FileChannel channel =
            FileChannel.open(
                place.resolve(DemoDirectory.FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      Process second = demo(place, "tracehub");

      assertThat(second.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
      assertThat(second.exitValue()).isEqualTo(ExitCode.FAILED_UNCHANGED);
      assertThat(errors(place)).content().contains("Another demo is running in " + place);
    }
  }

  private static Process demo(Path place, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("demo"));
    command.addAll(List.of(arguments));
    command.add("--data=" + place);
    return RunningStack.cli(command, ProcessBuilder.Redirect.to(errors(place).toFile()));
  }

  private static Path errors(Path place) {
    return place.resolve("demo.err");
  }
}

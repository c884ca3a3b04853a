package io.changeover.rollout;

import static io.changeover.contracts.step.Instance.BLUE;
import static io.changeover.contracts.step.Instance.GREEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence.Traffic;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("nginx")
class SwitchingTrafficTest {
  @TempDir Path directory;
  private OwnNginx front;

  @BeforeEach
  void start() throws Exception {
    front = new OwnNginx(directory);
  }

  @AfterEach
  void stop() throws Exception {
    front.close();
  }

  @Test
  void switchesAndSeesItOnFreshConnections() throws Exception {
    Files.setPosixFilePermissions(front.upstream, PosixFilePermissions.fromString("rw-r-----"));

    Outcome outcome = front.run(Direction.FORWARD, GREEN);

    assertThat(traffic(outcome)).isEqualTo(new Traffic("green", 2, true, true));
    assertThat(front.answer()).isEqualTo("green");
    assertThat(front.upstream).hasContent(front.upstream(GREEN, 2));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(front.upstream)))
        .isEqualTo("rw-r-----");
    assertThat(directory.resolve("sites/upstream.conf.previous"))
        .hasContent(front.upstream(BLUE, 1));
    assertNothingTemporary();
  }

  @Test
  void doesNothingTwice() throws Exception {
    front.run(Direction.FORWARD, GREEN);
    var written = Files.getLastModifiedTime(front.upstream);

    assertThat(traffic(front.run(Direction.FORWARD, GREEN)).generation()).isEqualTo(2);
    assertThat(Files.getLastModifiedTime(front.upstream)).isEqualTo(written);
  }

  @Test
  void takesUpASwitchThatWasBrokenOffBeforeTheReload() throws Exception {
    Files.writeString(front.upstream, front.upstream(GREEN, 2));
    assertThat(front.answer()).isEqualTo("blue");

    assertThat(traffic(front.run(Direction.FORWARD, GREEN)).generation()).isEqualTo(2);
    assertThat(front.answer()).isEqualTo("green");
  }

  @Test
  void takesUpASwitchThatWasBrokenOffBeforeTheRename() throws Exception {
    Path candidate = Files.createDirectories(directory.resolve(".changeover-candidate/sites"));
    Files.writeString(candidate.resolve("upstream.conf"), "half a fi");
    Files.writeString(directory.resolve("sites/upstream.conf.new"), "half a fi");
    Files.writeString(directory.resolve("sites/upstream.conf.previous.new"), "half a fi");

    assertThat(traffic(front.run(Direction.FORWARD, GREEN)).serving()).isEqualTo("green");
    assertNothingTemporary();
  }

  @Test
  void givesNoTrafficToWhatIsNotHealthy() throws Exception {
    front.kill(GREEN);

    StepFailure failure = failure(() -> front.run(Direction.FORWARD, GREEN));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().message()).contains("green is not healthy", "nobody listens");
    assertUntouched();
  }

  @Test
  void goesBackFromADeadGreen() throws Exception {
    front.run(Direction.FORWARD, GREEN);
    front.kill(GREEN);

    Outcome outcome = front.run(Direction.BACK, GREEN);

    assertThat(traffic(outcome)).isEqualTo(new Traffic("blue", 3, true, false));
    assertThat(front.answer()).isEqualTo("blue");
  }

  @Test
  void backRefusesADeadBlue() throws Exception {
    front.run(Direction.FORWARD, GREEN);
    front.kill(BLUE);

    StepFailure failure = failure(() -> front.run(Direction.BACK, GREEN));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().message()).contains("blue is not healthy");
    assertThat(front.answer()).isEqualTo("green");
  }

  @Test
  void aBadCandidateLeavesTheLiveConfigurationUntouched() throws Exception {
    String good = Files.readString(front.configuration);
    Files.writeString(front.configuration, good.replace("access_log off;", "acces_log off;"));

    StepFailure failure = failure(() -> front.run(Direction.FORWARD, GREEN));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().detail()).contains("unknown directive \"acces_log\"");
    assertUntouched();
  }

  @Test
  void refusesAConfigurationThatDoesNotReadTheUpstreamFile() throws Exception {
    Files.copy(front.upstream, directory.resolve("other.conf"));
    String good = Files.readString(front.configuration);
    Files.writeString(front.configuration, good.replace("sites/upstream.conf", "other.conf"));

    StepFailure failure = failure(() -> front.run(Direction.FORWARD, GREEN));

    assertThat(failure.reason().message()).contains("does not include");
    assertUntouched();
  }

  @Test
  void refusesAnUpstreamFileThatItCannotRead() throws Exception {
    Files.writeString(
        front.upstream, front.upstream(BLUE, 1).replace("max_fails=0;", ";\n server 127.0.0.1:2;"));

    StepFailure failure = failure(() -> front.run(Direction.FORWARD, GREEN));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().message()).contains("does not name one server");
  }

  @Test
  void saysHowToStartAnNginxThatDoesNotRun() throws Exception {
    front.stopNginx();
    for (Direction direction : Direction.values()) {
      StepFailure failure = failure(() -> front.run(direction, GREEN));
      assertThat(failure.reason().code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
      assertThat(failure.reason().whatToDo()).contains("nginx -p " + directory);
    }
    assertThat(front.upstream).hasContent(front.upstream(BLUE, 1));
  }

  @Test
  void putsTheFileBackWhenNginxDoesNotTakeIt() throws Exception {
    // The reload goes to a process that is not the nginx that serves.
    Process other = new ProcessBuilder("nohup", "sleep", "60").start();
    try {
      Files.writeString(directory.resolve("nginx.pid"), other.pid() + "\n");

      StepFailure failure = failure(() -> front.run(Direction.FORWARD, GREEN));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(failure.reason().message()).contains("does not show green in generation 2");
      assertUntouched();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void aProbeTellsWhoServesAndWhoCould() throws Exception {
    front.kill(GREEN);
    assertThat(traffic(front.run(Direction.PROBE, GREEN)))
        .isEqualTo(new Traffic("blue", 1, true, false));
  }

  private void assertUntouched() throws Exception {
    assertThat(front.upstream).hasContent(front.upstream(BLUE, 1));
    assertThat(front.answer()).isEqualTo("blue");
    assertNothingTemporary();
  }

  private void assertNothingTemporary() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .doesNotContain(
              ".changeover-candidate", "upstream.conf.new", "upstream.conf.previous.new");
    }
  }

  private static Traffic traffic(Outcome outcome) {
    return (Traffic) ((Outcome.Succeeded) outcome).evidence();
  }

  private static StepFailure failure(ThrowingCallable step) {
    return catchThrowableOfType(StepFailure.class, step);
  }
}

package io.changeover.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("python3")
@RequiresTool("setsid")
class StartingInstanceTest {
  @TempDir Path directory;

  @Test
  void startsAProcessOfItsOwnAndWaitsUntilItIsHealthy() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      Outcome outcome = green.run(Direction.FORWARD);

      assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      assertThat(((Outcome.Succeeded) outcome).evidence())
          .isEqualTo(new Evidence.RunningInstance("green", true, green.port, "1.3.0"));
      assertThat(Processes.lives(green.pid())).isTrue();
      String answer = get(green.port);
      assertThat(answer).contains("\"session\": " + green.pid()).contains("DATABASE_URL");
      assertThat(System.getenv())
          .as("this test needs a variable that is not passed on")
          .containsKey("JAVA_HOME");
      assertThat(answer).doesNotContain("JAVA_HOME");
    }
  }

  @Test
  void takesARunningInstallationAsItIs() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      green.run(Direction.FORWARD);
      long first = green.pid();

      green.run(Direction.FORWARD);

      assertThat(green.pid()).isEqualTo(first);
      assertThat(green.log().lines().filter(line -> line.startsWith("starting"))).hasSize(1);
    }
  }

  @Test
  void findsAProcessAgainWhosePidFileWasNeverWritten() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      green.run(Direction.FORWARD);
      long first = green.pid();
      Files.delete(green.pidFile);

      assertThat(green.run(Direction.FORWARD)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(Processes.lives(first)).isTrue();
      assertThat(green.log().lines().filter(line -> line.startsWith("starting"))).hasSize(1);
      assertThat(green.run(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(Processes.lives(first)).isFalse();
    }
  }

  @Test
  void knowsAProcessThatWroteThePidFileItself() throws Exception {
    Path pidFile = directory.resolve("run/green.pid");
    try (var green = new GreenInstallation(directory, Map.of("PID_FILE", pidFile.toString()), 0)) {
      green.run(Direction.FORWARD);
      assertThat(Files.readAllLines(pidFile)).hasSize(1);
      long pid = green.pid();

      assertThat(green.run(Direction.FORWARD)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(green.run(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(Processes.lives(pid)).isFalse();
    }
  }

  @Test
  void neverTouchesAProcessThatHasGotTheSameNumberLater() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try (var green = new GreenInstallation(directory, 0)) {
      Files.createDirectories(green.pidFile.getParent());
      for (String stale : List.of(stranger.pid() + "\n1\n0\n", stranger.pid() + "\n")) {
        Files.writeString(green.pidFile, stale);
        assertThat(green.run(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(stranger.isAlive()).as(stale).isTrue();
      }
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void tellsAtOnceAndWithTheLogThatItDied() throws Exception {
    try (var green = new GreenInstallation(directory, 0, "dies")) {
      StepFailure failure = failure(() -> green.run(Direction.FORWARD, Duration.ofSeconds(60)));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(failure.reason().detail())
          .contains("no module named tracehub_geodata")
          .contains("postgresql://tracehub:***@")
          .contains("amqp://tracehub:***@")
          .doesNotContain(GreenInstallation.SECRET);
      assertThat(green.pidFile).doesNotExist();
    }
  }

  @Test
  void tellsOnlyWhatTheLogGotSinceTheStart() throws Exception {
    try (var green = new GreenInstallation(directory, 0, "dies")) {
      Files.createDirectories(directory.resolve("logs"));
      Files.writeString(directory.resolve("logs/green.log"), "an error of last week\n");

      assertThat(failure(() -> green.run(Direction.FORWARD)).reason().detail())
          .contains("starting with")
          .doesNotContain("last week");
    }
  }

  @Test
  void waitsForWhoIsNotHealthyYet() throws Exception {
    try (var green = new GreenInstallation(directory, 3)) {
      assertThat(green.run(Direction.FORWARD)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(green.context.progress())
          .anySatisfy(progress -> assertThat(progress.message()).contains("status 503"));
    }
  }

  @Test
  void aHealthPathThatComesAndGoesFailsTheStepAndNothingOfItRuns() throws Exception {
    try (var green = new GreenInstallation(directory, 0, "flapping")) {
      StepFailure failure = failure(() -> green.run(Direction.FORWARD, Duration.ofSeconds(10)));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
      assertThat(failure.reason().message()).contains("3 times in a row").contains("fallen");
      assertThat(green.run(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);
      assertThat(green.pidFile).doesNotExist();
      assertThatThrownBy(() -> get(green.port)).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void aRestartOfWhatComesAndGoesFails() throws Exception {
    try (var green = new GreenInstallation(directory, 0, "flapping")) {
      StepFailure failure = failure(() -> green.restart(Direction.FORWARD, Duration.ofSeconds(10)));

      assertThat(failure.reason().message()).contains("3 times in a row").contains("fallen");
    }
  }

  @Test
  void endsWhatDoesNotBecomeHealthyInTime() throws Exception {
    try (var green = new GreenInstallation(directory, 1_000)) {
      StepFailure failure = failure(() -> green.run(Direction.FORWARD, Duration.ofSeconds(10)));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
      assertThat(failure.reason().message()).contains("status 503");
      assertThat(green.pidFile).doesNotExist();
      assertThatThrownBy(() -> get(green.port)).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void saysWhoHasThePort() throws Exception {
    try (var green = new GreenInstallation(directory, 0);
        var stranger = new ServerSocket(green.port, 5, InetAddress.getLoopbackAddress())) {
      for (Direction direction : List.of(Direction.FORWARD, Direction.BACK)) {
        StepFailure failure = failure(() -> green.run(direction));
        assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
        assertThat(failure.reason().message())
            .contains(stranger.getLocalPort() + "")
            .contains("process " + ProcessHandle.current().pid());
      }
      assertThat(directory.resolve("logs/green.log")).doesNotExist();
    }
  }

  @Test
  void backKillsWhatDoesNotEndByItself() throws Exception {
    try (var green = new GreenInstallation(directory, 0, "stubborn")) {
      green.run(Direction.FORWARD);
      long pid = green.pid();
      long child = child(green);

      assertThat(green.run(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);

      assertThat(Processes.lives(pid)).isFalse();
      assertThat(Processes.lives(child)).isFalse();
      assertThat(green.pidFile).doesNotExist();
    }
  }

  @Test
  void backOfNothingIsDone() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      Outcome outcome = green.run(Direction.BACK);
      assertThat(outcome.checks().getFirst().actual()).contains("nothing was running");
    }
  }

  @Test
  void aStoppedStepLeavesNothingRunning() throws Exception {
    try (var green = new GreenInstallation(directory, 1_000)) {
      AtomicReference<Throwable> ended = new AtomicReference<>();
      Thread step =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  green.run(Direction.FORWARD, Duration.ofMinutes(5));
                } catch (Throwable thrown) {
                  ended.set(thrown);
                }
              });
      Awaitility.await()
          .atMost(Patience.LONG)
          .until(() -> !green.context.progress().isEmpty() && Files.exists(green.pidFile));
      long pid = green.pid();

      step.interrupt();
      step.join(Duration.ofSeconds(10));

      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      assertThat(Processes.lives(pid)).isFalse();
    }
  }

  @Test
  void aProbeOnlyLooks() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      assertThat(evidence(green.run(Direction.PROBE)))
          .isEqualTo(new Evidence.RunningInstance("green", false, green.port, ""));
      green.run(Direction.FORWARD);
      assertThat(evidence(green.run(Direction.PROBE)))
          .isEqualTo(new Evidence.RunningInstance("green", true, green.port, "1.3.0"));
    }
  }

  private static Evidence evidence(Outcome outcome) {
    return ((Outcome.Succeeded) outcome).evidence();
  }

  private static long child(GreenInstallation green) throws Exception {
    return green
        .log()
        .lines()
        .filter(line -> line.startsWith("child "))
        .mapToLong(line -> Long.parseLong(line.substring(6)))
        .findFirst()
        .orElseThrow();
  }

  private static StepFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
    return catchThrowableOfType(StepFailure.class, step);
  }

  private static String get(int port) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}

package io.changeover.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.kit.step.Outcome;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("python3")
@RequiresTool("setsid")
class StoppingInstanceTest {
  @TempDir Path directory;

  @Test
  void stopsAndBackStartsItAgain() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      green.run(Direction.FORWARD);
      long first = green.pid();

      assertThat(evidence(green.stop(Direction.FORWARD)))
          .isEqualTo(new Evidence.RunningInstance("green", false, green.port, ""));
      assertThat(Processes.lives(first)).isFalse();

      assertThat(evidence(green.stop(Direction.BACK)))
          .isEqualTo(new Evidence.RunningInstance("green", true, green.port, "1.3.0"));
      assertThat(Processes.lives(green.pid())).isTrue();
    }
  }

  @Test
  void whatIsStoppedAlreadyStaysSo() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      assertThat(green.stop(Direction.FORWARD).checks().getFirst().actual())
          .contains("nothing was running");
      assertThat(evidence(green.stop(Direction.PROBE)))
          .isEqualTo(new Evidence.RunningInstance("green", false, green.port, ""));
    }
  }

  @Test
  void aRestartIsAnotherProcessInBothDirections() throws Exception {
    try (var green = new GreenInstallation(directory, 0)) {
      green.run(Direction.FORWARD);
      long first = green.pid();

      assertThat(green.restart(Direction.FORWARD)).isInstanceOf(Outcome.Succeeded.class);
      long second = green.pid();
      assertThat(green.restart(Direction.BACK)).isInstanceOf(Outcome.Succeeded.class);

      assertThat(second).isNotEqualTo(first);
      assertThat(green.pid()).isNotEqualTo(second);
      assertThat(Processes.lives(first)).isFalse();
      assertThat(Processes.lives(second)).isFalse();
      assertThat(Processes.lives(green.pid())).isTrue();
    }
  }

  private static Evidence evidence(Outcome outcome) {
    return ((Outcome.Succeeded) outcome).evidence();
  }
}

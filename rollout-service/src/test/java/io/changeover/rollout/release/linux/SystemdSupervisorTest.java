package io.changeover.rollout.release.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.rollout.release.Supervisor.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for systemctl, as hosts of tests are seldom run by systemd. */
class SystemdSupervisorTest {
  private static final Restart SPEC =
      new Restart(
          new TargetAlias("app"),
          null,
          null,
          "shop.service",
          new UrlPath("/health"),
          Duration.ofSeconds(5));

  @TempDir Path directory;
  private Path systemctl;

  /** Writes down what it is told; inactive until it was told to restart. */
  @BeforeEach
  void standIn() throws Exception {
    systemctl = directory.resolve("systemctl");
    Files.writeString(
        systemctl,
        """
        #!/bin/bash
        echo "$*" >>%1$s/told
        case "$1 $3" in
          'restart shop.service') touch %1$s/active ;;
          'is-active shop.service') [ -e %1$s/active ] && echo active || { echo inactive; exit 3; } ;;
          *) echo 'the unit is not known'; exit 5 ;;
        esac
        """
            .formatted(directory));
    systemctl.toFile().setExecutable(true);
  }

  private Service find(Path mark) throws StepFailure {
    SystemdSettings settings = new SystemdSettings(List.of(systemctl.toString()), mark);
    return new SystemdSupervisor(settings)
        .find(SPEC, LoneStepContext.first().tools())
        .orElseThrow();
  }

  @Test
  void restartsAUnitAndSeesThatItIsActive() throws Exception {
    Service unit = find(directory);
    assertThat(unit.missing()).contains("shop.service is inactive");

    unit.restart();

    assertThat(unit.missing()).isEmpty();
    assertThat(Files.readString(directory.resolve("told"))).contains("restart -- shop.service");
  }

  @Test
  void whereSystemdDoesNotRunTheHostItSaysSo() {
    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> find(directory.resolve("not-there")));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_MISSING);
    assertThat(failure.reason().message()).contains("shop.service");
  }
}

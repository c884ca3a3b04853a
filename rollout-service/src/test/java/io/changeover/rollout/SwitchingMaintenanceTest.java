package io.changeover.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("nginx")
class SwitchingMaintenanceTest {
  @TempDir Path directory;

  @Test
  void shutsUsersOutAndLetsThemInAgain() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      assertThat(nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON).checks())
          .singleElement()
          .satisfies(check -> assertThat(check.actual()).isEqualTo("status 503"));
      assertThatThrownBy(nginx::answer).hasMessageContaining("503");

      assertThat(nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON))
          .isInstanceOf(Outcome.Succeeded.class);
      nginx.maintenance(Direction.FORWARD, MaintenanceMode.OFF);
      assertThat(nginx.answer()).isEqualTo("blue");
    }
  }

  @Test
  void backDoesTheOpposite() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      nginx.maintenance(Direction.BACK, MaintenanceMode.OFF);
      assertThatThrownBy(nginx::answer).hasMessageContaining("503");
      nginx.maintenance(Direction.BACK, MaintenanceMode.ON);
      assertThat(nginx.answer()).isEqualTo("blue");
    }
  }

  @Test
  void usersStayShutOutOfAnApplicationThatIsDown() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON);
      nginx.kill(Instance.BLUE);

      StepFailure failure =
          catchThrowableOfType(
              StepFailure.class, () -> nginx.maintenance(Direction.FORWARD, MaintenanceMode.OFF));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
      assertThat(failure.reason().message()).contains("stay shut out").contains("status 502");
      assertThat(nginx.maintenance).exists();
    }
  }

  @Test
  void whoIsNotLetInIsShutOutAlsoAfterACrash() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      nginx.kill(Instance.BLUE);

      StepFailure failure =
          catchThrowableOfType(
              StepFailure.class, () -> nginx.maintenance(Direction.FORWARD, MaintenanceMode.OFF));

      assertThat(failure.reason().message()).contains("stay shut out");
      assertThat(nginx.maintenance).exists();
    }
  }

  @Test
  void whoIsStoppedWhileLettingInShutsOut() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON);
      nginx.kill(Instance.BLUE);
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> nginx.maintenance(Direction.FORWARD, MaintenanceMode.OFF))
          .isInstanceOf(InterruptedException.class);

      assertThat(Thread.interrupted()).isFalse();
      assertThat(nginx.maintenance).exists();
    }
  }

  @Test
  void trafficIsSwitchedWhileUsersAreShutOut() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON);

      nginx.run(Direction.FORWARD, Instance.GREEN);
      nginx.run(Direction.BACK, Instance.GREEN);
      nginx.run(Direction.FORWARD, Instance.GREEN);
      nginx.maintenance(Direction.FORWARD, MaintenanceMode.OFF);

      assertThat(nginx.answer()).isEqualTo("green");
    }
  }

  @Test
  void aFrontThatDoesNotLookAtTheFileIsFoundOut() throws Exception {
    try (var nginx = new OwnNginx(directory)) {
      Files.writeString(
          nginx.configuration,
          Files.readString(nginx.configuration).replace("return 503;", "set $ignored 1;"));
      nginx.reload();
      Files.createFile(nginx.maintenance);
      Awaitility.await()
          .atMost(Patience.LONG)
          .ignoreExceptions()
          .until(() -> nginx.answer().equals("blue"));
      Files.delete(nginx.maintenance);

      StepFailure failure =
          catchThrowableOfType(
              StepFailure.class, () -> nginx.maintenance(Direction.FORWARD, MaintenanceMode.ON));

      assertThat(failure.reason().message()).contains("does not shut users out");
      assertThat(nginx.maintenance).doesNotExist();
    }
  }
}

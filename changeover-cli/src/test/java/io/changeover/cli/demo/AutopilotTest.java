package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import io.changeover.cli.client.Server;
import io.changeover.testsupport.web.Answers;
import io.changeover.testsupport.web.LocalWeb;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo does in people's place, and what it does when it is refused. */
class AutopilotTest {
  private static final JsonNode VIEW =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"id": "d-1", "planDigest": "abc", "waive": {},
               "openTasks": [
                 {"id": "approve.dba", "kind": "approval"},
                 {"id": "approve.technical-lead", "kind": "approval"},
                 {"id": "brief", "kind": "step"},
                 {"id": "decide-1", "kind": "decision"}]}
              """);

  private final LocalWeb web = new LocalWeb(0);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Server server = new Server(web.url(), "token");

  @AfterEach
  void end() {
    web.close();
  }

  private Autopilot autopilot(int status, String code, Runnable beforeApproval) {
    web.handle(
        "/api/v1/deployments/d-1/",
        exchange -> {
          asked.add(
              exchange.getRequestURI().getPath().substring("/api/v1/deployments/d-1/".length()));
          Answers.text(
              exchange, status, "{\"code\": \"%s\", \"detail\": \"it says\"}".formatted(code));
        });
    web.start();
    return new Autopilot(server, server, beforeApproval);
  }

  @Test
  void itAgreesOnceForAllRolesAndCompletesTasksAndDecidesNothing() {
    Autopilot autopilot = autopilot(200, "", () -> asked.add("(broken)"));

    autopilot.accept(VIEW);
    autopilot.accept(VIEW);

    assertThat(asked).containsExactly("(broken)", "approvals", "tasks/brief/completion");
  }

  @ParameterizedTest
  @CsvSource({"404, no-such-task", "409, wrong-state", "409, deployment-ended"})
  void whatWasWithdrawnMeanwhileIsPassedOver(int status, String code) {
    autopilot(status, code, () -> {}).accept(VIEW);

    assertThat(asked).containsExactly("approvals", "tasks/brief/completion");
  }

  @ParameterizedTest
  @CsvSource({"403, wrong-role", "403, own-deployment", "409, stale-digest", "500, internal-error"})
  void anyOtherRefusalIsTold(int status, String code) {
    Autopilot autopilot = autopilot(status, code, () -> {});

    assertThatThrownBy(() -> autopilot.accept(VIEW))
        .isInstanceOf(CliFailure.class)
        .hasMessageContaining("it says (%s)", code);
  }

  @Test
  void whatCouldNotBeBrokenIsToldAndNobodyAgrees() {
    CliFailure failure = new CliFailure(ExitCode.FAILED_UNCHANGED, "sabotage failed");
    Autopilot autopilot =
        autopilot(
            200,
            "",
            () -> {
              throw failure;
            });

    assertThatThrownBy(() -> autopilot.accept(VIEW)).isSameAs(failure);
    assertThat(asked).isEmpty();
  }
}

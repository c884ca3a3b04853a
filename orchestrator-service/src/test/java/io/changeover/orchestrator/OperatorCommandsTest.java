package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.testsupport.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator asks for by REST while a deployment runs, over real Kafka and PostgreSQL. */
class OperatorCommandsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final FakeSpecialists specialists = RunningOrchestrator.sharedSpecialists();
  private final Rest olga = orchestrator.as("olga");

  @AfterEach
  void everythingSucceedsAgain() {
    specialists.answer(command -> List.of(specialists.done(command)));
  }

  private void answerUnless(String withheld) {
    specialists.answer(command ->
        command.step().value().equals(withheld) ? List.of() : List.of(specialists.done(command)));
  }

  private StepCommand commanded(String id, String step) {
    return await()
        .atMost(Patience.LONG)
        .until(
            () ->
                specialists.commands(id).stream()
                    .filter(each -> each.step().value().equals(step))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void becomes(String id, String state) {
    await().atMost(Patience.LONG).untilAsserted(() -> assertThat(olga.state(id)).isEqualTo(state));
  }

  private Rest.Answer ask(String id, String command) {
    return olga.post(
        "/api/v1/deployments/" + id + "/" + command, Map.of("reason", "asked for by a test"));
  }

  private void refused(String id, String command, int status, String code) {
    Rest.Answer answer = ask(id, command);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  private void taken(String id, String command) {
    Rest.Answer answer = ask(id, command);
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
  }

  private boolean told(String id, String event) {
    return olga.get("/api/v1/deployments/" + id + "/events").body().contains(event);
  }

  @Test
  void whatIsPausedStartsNothingNewBeforeItIsResumed() {
    answerUnless("step-2");
    String id = olga.started(Plans.noOps(3));
    StepCommand second = commanded(id, "step-2");
    refused(id, "resume", 409, "wrong-state");

    taken(id, "pause");
    becomes(id, "Paused");
    refused(id, "pause", 409, "wrong-state");
    specialists.report(second, specialists.done(second));
    await().atMost(Patience.LONG).until(() -> ended(id, "step-2"));
    assertThat(olga.state(id)).isEqualTo("Paused");
    assertThat(specialists.commands(id))
        .extracting(command -> command.step().value())
        .doesNotContain("step-3");

    taken(id, "resume");
    becomes(id, "Succeeded");
    assertThat(told(id, "asked for by a test")).isTrue();
    refused(id, "pause", 409, "deployment-ended");
    refused(id, "abort", 409, "deployment-ended");
    refused(id, "rollback", 409, "deployment-ended");
  }

  private boolean ended(String id, String step) {
    return olga.get("/api/v1/deployments/" + id)
        .json()
        .path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("steps").valueStream())
        .anyMatch(each ->
            each.path("id").asString("").equals(step)
                && each.path("status").asString("").equals("succeeded"));
  }

  @Test
  void whatWasAbortedBeforeAnythingChangedIsOver() {
    answerUnless("step-2");
    String id = olga.started(Plans.noOps(3));
    StepCommand second = commanded(id, "step-2");
    refused(id, "rollback", 409, "nothing-to-roll-back");

    taken(id, "abort");
    specialists.report(second, specialists.done(second));

    becomes(id, "Aborted");
    assertThat(specialists.commands(id))
        .extracting(command -> command.step().value())
        .doesNotContain("step-3");
  }

  @Test
  void aWayBackThatFailedIsTriedAgain() {
    specialists.answer(command -> wayBackFails(command, 1));
    String id = olga.started(Plans.released());
    becomes(id, "NeedsHuman");
    refused(id, "pause", 409, "wrong-state");
    refused(id, "steps/nobody-knows-it/retry", 404, "no-such-step");

    taken(id, "steps/release/retry");

    becomes(id, "RolledBack");
    assertThat(specialists.commands(id))
        .filteredOn(command -> command.direction() == Direction.BACK)
        .extracting(StepCommand::attempt)
        .contains(1, 2);
  }

  /** The version is in service, the look at it fails, and so does going back at first. */
  private List<StepReport> wayBackFails(StepCommand command, int times) {
    StepReport.Of of = FakeSpecialists.of(command);
    boolean back = command.direction() == Direction.BACK;
    if (command.step().value().equals("look") || (back && command.attempt() <= times)) {
      FailureReason reason =
          FailureReason.of(FailureCode.CHECK_FAILED, "Login answers 500.", "Look at its log.");
      return List.of(new StepReport.Failed(of, NOW, NOW, reason, List.of()));
    }
    Evidence release =
        new Evidence.Release(
            "compose",
            back ? "v1" : "v2",
            back ? "" : "v1",
            true,
            Map.of("web", back ? "web:v1" : "web:v2"),
            Duration.ofSeconds(3),
            List.of());
    return List.of(new StepReport.Succeeded(of, NOW, NOW, release, List.of()));
  }
}

package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.report.StepReport;
import io.changeover.testsupport.Patience;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports as Kafka brings them: together, twice, late, and of nobody. */
class TakingReportsTest {
  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final FakeSpecialists specialists = RunningOrchestrator.sharedSpecialists();
  private final Rest olga = orchestrator.as("olga");

  @AfterEach
  void workAgain() {
    specialists.answer(command -> List.of(specialists.done(command)));
  }

  @Test
  void whatComesTwiceIsDoneOnce() {
    specialists.answer(command -> List.of());
    String id = olga.started(Plans.noOps(2));
    StepCommand first = command(id, 1);
    for (int time = 0; time < 5; time++) {
      specialists.report(first, specialists.done(first));
    }
    StepCommand second = command(id, 2);
    // The same thing said again under another id, which the inbox does not know.
    specialists.send(specialists.done(first), "again-" + UUID.randomUUID());
    specialists.report(second, specialists.done(second));
    ends(id);

    assertThat(events(id, "changeover.step.succeeded")).isEqualTo(2);
    assertThat(specialists.commands(id)).hasSize(2);
  }

  @Test
  void aReportOfNobodyIsParkedAndHoldsUpNothing() {
    specialists.answer(command -> List.of());
    String id = olga.started(Plans.noOps(1));
    StepCommand real = command(id, 1);
    String nobody = UUID.randomUUID().toString();
    StepReport.Of strange =
        new StepReport.Of(
            real.command(), new DeploymentId(nobody), real.step(), real.direction(), 1, "fake");
    StepReport.Started report = new StepReport.Started(strange, real(real).at());
    // The same key, so that both come by the same partition and in one poll.
    specialists.send(id, report, "strange-" + nobody);
    specialists.report(real, specialists.done(real));
    ends(id);

    assertThat(
            orchestrator.count(
                "select count(*) from parked_record where reason like ?", "%" + nobody + "%"))
        .isOne();
  }

  private StepReport real(StepCommand command) {
    return specialists.done(command);
  }

  @Test
  void manyAtATime() {
    List<String> ids =
        java.util.stream.IntStream.range(0, 40)
            .mapToObj(number -> olga.started(Plans.noOps(5)))
            .toList();
    ids.forEach(this::ends);
    for (String id : ids) {
      assertThat(specialists.commands(id)).hasSize(5);
    }
  }

  private StepCommand command(String id, int number) {
    await().atMost(Patience.LONG).until(() -> specialists.commands(id).size() >= number);
    return specialists.commands(id).get(number - 1);
  }

  private void ends(String id) {
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("Succeeded"));
  }

  private long events(String id, String type) {
    return orchestrator.count(
        "select count(*) from event where deployment_id = ? and type = ?", id, type);
  }
}

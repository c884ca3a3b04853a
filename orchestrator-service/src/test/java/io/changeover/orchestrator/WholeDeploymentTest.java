package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.testsupport.Patience;
import org.junit.jupiter.api.Test;

/** One REST call to the end, over real Kafka and PostgreSQL. */
class WholeDeploymentTest {
  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final FakeSpecialists specialists = RunningOrchestrator.sharedSpecialists();
  private final Rest olga = orchestrator.as("olga");

  @Test
  void twelveStepsRunOneAfterTheOther() {
    String id = olga.started(Plans.noOps(12));

    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("Succeeded"));

    assertThat(specialists.commands(id))
        .extracting(StepCommand::step)
        .extracting(StepId::value)
        .startsWith("step-1", "step-2")
        .hasSize(12)
        .doesNotHaveDuplicates();
    assertThat(orchestrator.count("select count(*) from live_target where deployment_id = ?", id))
        .isZero();
  }
}

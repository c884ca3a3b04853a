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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A rollback makes an incident report, and the history tells its figures. */
class IncidentTest {
  private static final Instant NOW = Instant.parse("2026-03-01T20:00:00Z");

  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final FakeSpecialists specialists = RunningOrchestrator.sharedSpecialists();
  private final Rest olga = orchestrator.as("olga");

  @AfterEach
  void everythingSucceedsAgain() {
    specialists.answer(command -> List.of(specialists.done(command)));
  }

  /** The version is put into service and back; the look at it fails. */
  private List<StepReport> answer(StepCommand command) {
    StepReport.Of of = FakeSpecialists.of(command);
    if (command.step().value().equals("look")) {
      return broken(command, "Login answers 500.");
    }
    Evidence.Switch seen =
        new Evidence.Switch(
            "web", 20, 5, Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(9));
    boolean back = command.direction() == Direction.BACK;
    Evidence release =
        new Evidence.Release(
            "compose",
            back ? "v1" : "v2",
            back ? "" : "v1",
            true,
            Map.of("web", back ? "web:v1" : "web:v2"),
            Duration.ofSeconds(3),
            command.direction() == Direction.PROBE ? List.of() : List.of(seen));
    return List.of(new StepReport.Succeeded(of, NOW, NOW, release, List.of()));
  }

  @Test
  void aRollbackIsReportedAsAnIncidentWithItsDowntime() {
    specialists.answer(this::answer);
    String id = olga.started(Plans.released());
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("RolledBack"));

    String path = "/api/v1/deployments/" + id + "/report";
    String markdown = olga.get(path, "Accept", "text/markdown").body();
    assertThat(markdown)
        .contains("## Incident report", "Login answers 500.", "Downtime: 0.80 s")
        .contains("Error rate: 25.00 %", "Response time: 9 ms", "(led back)", "(Rolled back)");
    assertThat(olga.get(path, "Accept", "text/html").body()).contains("Incident report");
    JsonNode incident = olga.get(path).json().path("incident");
    assertThat(incident.path("rollback").asString()).startsWith("level ");
    assertThat(incident.path("events")).hasSizeGreaterThan(1);

    JsonNode listed = olga.get("/api/v1/deployments?limit=1").json().path("deployments").path(0);
    JsonNode metrics = listed.path("history").path("metrics");
    assertThat(Duration.parse(metrics.path("downtime").asString()))
        .isEqualTo(Duration.ofMillis(800));
    assertThat(metrics.path("errorRatePercent").asDouble()).isEqualTo(25.0);
  }

  @Test
  void whatFailedFirstIsWhatHappenedWhoeverAskedForTheWayBack() {
    specialists.answer(command ->
        command.direction() == Direction.BACK ? broken(command, "It hangs.") : answer(command));
    String id = olga.started(Plans.released());
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("NeedsHuman"));
    specialists.answer(this::answer);
    String path = "/api/v1/deployments/" + id;
    assertThat(olga.post(path + "/rollback", Map.of("reason", "it runs again")).status())
        .isEqualTo(200);
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("RolledBack"));

    JsonNode incident = olga.get(path + "/report").json().path("incident");

    assertThat(incident.path("summary").asString()).contains("Login answers 500.");
    assertThat(incident.path("phase").asString()).isEqualTo("validate");
  }

  private static List<StepReport> broken(StepCommand command, String why) {
    FailureReason reason = FailureReason.of(FailureCode.TOOL_FAILED, why, "Look at it.");
    return List.of(new StepReport.Failed(FakeSpecialists.of(command), NOW, NOW, reason, List.of()));
  }
}

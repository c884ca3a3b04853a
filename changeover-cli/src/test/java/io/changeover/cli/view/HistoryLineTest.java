package io.changeover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A deployment as a line of the list. */
class HistoryLineTest {
  private static final JsonNode ENDED =
      JsonMapper.shared()
          .readTree(
              """
              {"id": "d-1", "plan": "railway", "version": "1.2.3", "environment": "staging",
               "state": "RolledBack", "ended": true, "requestedBy": "ann",
               "requestedAt": "2026-01-31T10:00:00Z", "endedAt": "2026-01-31T10:02:05.500Z",
               "history": {
                 "changes": ["images (led back)"],
                 "issues": ["deploy: it died (Rolled back)", "smoke: slow (Monitoring)"],
                 "metrics": {"deploymentTime": "PT2M5.5S", "downtime": "PT1.25S",
                             "errorRatePercent": 12.5}}}
              """);

  @Test
  void whatHasEndedTellsStartEndAndFigures() {
    assertThat(HistoryLine.of(ENDED))
        .startsWith("d-1  RolledBack ")
        .containsSubsequence("railway", "1.2.3", "staging", "ann")
        .endsWith(
            "2026-01-31T10:00:00Z to 2026-01-31T10:02:05.500Z  took 125.50 s, down 1.25 s,"
                + " errors 12.50 %, answers -, 1 change, 2 issues");
  }

  @Test
  void changesAndIssuesCanBeReadInWords() {
    assertThat(HistoryLine.details(ENDED))
        .containsExactly(
            "    change  images (led back)",
            "    issue   deploy: it died (Rolled back)",
            "    issue   smoke: slow (Monitoring)");
  }

  @Test
  void whatRunsHasNoEndAndNoFigures() {
    ObjectNode running = (ObjectNode) ENDED.deepCopy();
    running.put("ended", false).put("state", "Migrating");
    running.remove("endedAt");
    running.remove("history");

    assertThat(HistoryLine.of(running)).endsWith("2026-01-31T10:00:00Z  runs");
    assertThat(HistoryLine.details(running)).isEmpty();
  }
}

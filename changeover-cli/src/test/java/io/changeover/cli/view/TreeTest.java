package io.changeover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A deployment as the terminal shows it. */
class TreeTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:02:05Z");
  private static final JsonNode VIEW =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              {"id": "d-1", "plan": "tracehub", "version": "1.3.0", "state": "Migrating",
               "requestedAt": "2026-01-31T10:00:00Z", "ended": false, "next": "move-data goes on",
               "phases": [
                 {"phase": "backup", "status": "completed", "startedAt": "2026-01-31T10:00:00Z",
                  "completedAt": "2026-01-31T10:00:02.500Z",
                  "steps": [{"id": "dump", "title": "Dump", "status": "succeeded"}]},
                 {"phase": "migrate", "status": "running", "startedAt": "2026-01-31T10:02:00Z",
                  "steps": [
                    {"id": "create-tables", "title": "003", "status": "succeeded",
                     "checks": [{"name": "rows", "verdict": "passed", "expected": "3", "actual": "3"}],
                     "startedAt": "2026-01-31T10:02:00Z", "finishedAt": "2026-01-31T10:02:01Z"},
                    {"id": "move-data", "title": "005", "status": "running", "expected": "PT15M",
                     "startedAt": "2026-01-31T10:02:01Z",
                     "progress": {"done": 8470, "total": 16940, "unit": "rows", "message": "users"}}]}],
               "openTasks": [{"id": "decide", "owner": "dba", "instruction": "Choose.",
                              "options": ["retry it"]},
                             {"id": "review", "owner": "devops", "instruction": "Hold it.",
                              "options": [], "due": "2026-02-07T10:00:00Z"}]}
              """);

  private static List<String> lines(Paint paint, Tree.Detail detail) {
    return Tree.lines(VIEW, paint, NOW, detail).stream().map(String::stripTrailing).toList();
  }

  @Test
  void whatIsUnderWayIsShownStepByStep() {
    assertThat(lines(new Paint(false), Tree.Detail.OPEN_PHASES))
        .contains("tracehub 1.3.0  Migrating  2 min 05 s  d-1")
        .contains("✓ backup     1/1 steps     2.5 s")
        .contains("● migrate    1/2 steps     5.0 s")
        .contains("  ├─ ✓ create-tables              003  1.0 s  expected 3, saw 3")
        .contains("  ├─ ● move-data                  005  4.0 s, planned 15 min 00 s")
        .contains("  │    ██████████░░░░░░░░░░ 8,470 of 16,940 rows  users")
        .contains("? decide for dba: Choose.", "    - retry it", "→ move-data goes on")
        .contains("? review for devops, due by 2026-02-07T10:00:00Z: Hold it.")
        .noneMatch(line -> line.contains("dump"));
  }

  @Test
  void theWholeTreeHasWhatIsOver() {
    assertThat(lines(new Paint(false), Tree.Detail.WHOLE))
        .anyMatch(line -> line.contains("✓ dump"));
  }

  @Test
  void whatHasSucceededCanBeLeftOut() {
    assertThat(lines(new Paint(false), Tree.Detail.UNFINISHED))
        .noneMatch(line -> line.contains("create-tables"))
        .anyMatch(line -> line.contains("move-data"));
  }

  @Test
  void withoutColoursThereIsNoEscape() {
    assertThat(String.join("", lines(new Paint(false), Tree.Detail.WHOLE))).doesNotContain("\033");
    assertThat(String.join("", lines(new Paint(true), Tree.Detail.WHOLE)))
        .contains("\033[32m✓\033[0m");
  }
}

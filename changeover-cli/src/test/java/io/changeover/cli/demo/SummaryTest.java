package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {
  private static final JsonNode VIEW =
      JsonMapper.builder()
          .build()
          .valueToTree(
              Map.of("requestedAt", "2026-01-31T10:00:00Z", "changedAt", "2026-01-31T10:01:00Z"));

  /** As it was started, so that what is broken next is the plan, and the size, of this run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tracehub",
        "askproai --plan option-b",
        "askproai --plan option-b --rows 300 --data /srv/demo"
      })
  void saysHowToBreakWhatWasRun(String words) {
    DemoCommand demo = new DemoCommand();
    new CommandLine(demo).parseArgs((words + " --keep --fail-at bookings").split(" "));

    List<String> lines = new Summary(VIEW, demo.again(), Set.of("bookings")).lines();

    assertThat(lines.getLast())
        .isEqualTo("Break it: ./changeover demo %s --fail-at bookings".formatted(words));
  }
}

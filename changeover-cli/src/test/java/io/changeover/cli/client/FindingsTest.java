package io.changeover.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Findings read like those of a compiler. */
class FindingsTest {
  @Test
  void aFindingTellsThePlaceAndAHint() {
    String findings =
        """
        [{"file": "plan.yaml", "line": 12, "column": 3, "message": "'migrat' is not known",
          "code": "unknown-key", "hint": "Did you mean 'migrate'?"},
         {"file": "plan.yaml", "line": 40, "column": 1, "message": "no name", "code": "missing"}]
        """;
    assertThat(Findings.text(JsonMapper.builder().build().readTree(findings)))
        .isEqualToNormalizingNewlines(
            """
            plan.yaml:12:3: 'migrat' is not known [unknown-key]
                hint: Did you mean 'migrate'?
            plan.yaml:40:1: no name [missing]\
            """);
  }
}

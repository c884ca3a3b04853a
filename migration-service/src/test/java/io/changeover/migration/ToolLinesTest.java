package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.kit.step.StepFailure;
import org.junit.jupiter.api.Test;

class ToolLinesTest {
  private final ToolLines lines = new ToolLines();

  @Test
  void allLinesAreKeptInOrder() throws Exception {
    lines.accept("one");
    lines.accept("");
    lines.accept("two");
    assertThat(lines.all("alembic")).containsExactly("one", "", "two");
  }

  @Test
  void whatIsMoreThanAnyWorkspaceHoldsIsNotKept() {
    String line = "x".repeat(999);
    for (int i = 0; i <= ToolLines.MOST_KEPT / 1000; i++) {
      lines.accept(line);
    }
    assertThatThrownBy(() -> lines.all("alembic"))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("alembic was to list its migrations and said 8,001,000 characters");
  }
}

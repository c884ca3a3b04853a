package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolOutputTest {
  private final List<Progress> told = new ArrayList<>();
  private final ToolOutput output = new ToolOutput(told::add);

  @Test
  void figuresStayWhileMessagesCome() {
    output.line("changeover-progress: done=5 total=10 unit=rows table=item");
    output.message("waiting");
    output.line("changeover-progress: done=6 total=10 unit=rows");
    assertThat(told)
        .containsExactly(
            new Progress(5, 10, "rows", "item"),
            new Progress(5, 10, "rows", "waiting"),
            new Progress(6, 10, "rows", ""));
  }

  @Test
  void countsAreKeptButNotAFlood() {
    output.line("changeover-count: item=7");
    output.line("changeover-count: item=8");
    for (int i = 0; i < 10_000; i++) {
      output.line("changeover-count: n" + i + "=1");
    }
    assertThat(output.counts()).hasSize(ToolOutput.MOST_COUNTS).containsEntry("item", 8L);
    assertThat(told).isEmpty();
  }

  @Test
  void whatOnlyLooksLikeItIsLeftAlone() {
    output.line("changeover-progress: done=-5 total=10 unit=rows");
    output.line("changeover-progress: done=99999999999999999999 total=1 unit=rows");
    output.line("changeover-count: a b=1");
    output.line("changeover-count: a=1e9");
    output.line("say changeover-count: a=1");
    output.line("");
    assertThat(told).isEmpty();
    assertThat(output.counts()).isEmpty();
  }
}

package io.changeover.migration.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.step.ExpectedOutput;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SaidTest {
  @Test
  void anExpressionThatTakesForEverIsGivenUp() {
    Said said = new Said(new ExpectedOutput(null, "(a+)+(b+)+c\\1"), Duration.ofMillis(100));

    said.line("a".repeat(2_000) + "b".repeat(1_900) + "c");

    assertThat(said.missing())
        .singleElement()
        .asString()
        .endsWith("which took too long to look for");
  }

  @Test
  void eachMayBeSaidInALineOfItsOwn() {
    Said said = new Said(new ExpectedOutput("all there", "^[0-9]+ products$"));

    said.line("25 products");
    assertThat(said.missing()).containsExactly("a line with 'all there'");
    said.line("they are all there");

    assertThat(said.missing()).isEmpty();
  }
}

package io.changeover.migration.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlembicHistoryTest {
  /** As alembic 1.8 prints it. */
  private static final Revisions BRANCHED =
      AlembicHistory.parse(
          """
          env.py says -> hello to you, (x)
          <base> (c) -> f (head), dep
          c, d -> e (labc) (head) (mergepoint), merge
          b -> d, doc -> of d, (x)
          b -> c (labc), doc -> of c, (x)
          a -> b (branchpoint), doc -> of b, (x)
          <base> -> a, doc -> of a, (x)
          """
              .lines()
              .toList());

  @Test
  void everyFormOfLineIsUnderstoodAndOthersArePassedOver() {
    assertThat(BRANCHED.byId().keySet()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
    assertThat(BRANCHED.byId().get("e").after()).containsExactlyInAnyOrder("c", "d");
    assertThat(BRANCHED.byId().get("f").dependencies()).containsExactly("c");
    assertThat(BRANCHED.byId().get("a").after()).isEmpty();
    assertThat(BRANCHED.heads()).isEqualTo(Set.of("e", "f"));
  }

  @Test
  void orderFollowsAllWaysDown() {
    assertThat(BRANCHED.contains("e", "a")).isTrue();
    assertThat(BRANCHED.contains("f", "b")).isTrue();
    assertThat(BRANCHED.contains("a", "")).isTrue();
    assertThat(BRANCHED.contains("", "a")).isFalse();
    assertThat(BRANCHED.contains("c", "d")).isFalse();
    assertThat(BRANCHED.contains("a", "b")).isFalse();
  }

  @Test
  void whatIsWantedIsFoundOrRefused() throws StepFailure {
    Revisions line = AlembicHistory.parse(List.of("ae1 -> ae27 (head), x", "<base> -> ae1, y"));
    assertThat(WantedRevision.in(line, "head")).isEqualTo("ae27");
    assertThat(WantedRevision.in(line, "base")).isEmpty();
    assertThat(WantedRevision.in(line, "ae1")).isEqualTo("ae1");
    assertThat(WantedRevision.in(line, "ae2")).isEqualTo("ae27");
    for (String refused : List.of("ae", "+1", "zzz", "head+1")) {
      assertThatThrownBy(() -> WantedRevision.in(line, refused)).isInstanceOf(StepFailure.class);
    }
    assertThatThrownBy(() -> WantedRevision.in(BRANCHED, "head"))
        .hasMessageContaining("2 heads: e, f");
    assertThatThrownBy(() -> WantedRevision.in(AlembicHistory.parse(List.of()), "head"))
        .hasMessageContaining("no revisions");
  }

  @Test
  void versionsAreComparedByNumbers() {
    assertThat(ToolVersion.of("1.10")).isGreaterThan(ToolVersion.of("1.8.1"));
    assertThat(ToolVersion.of("1.8")).isEqualByComparingTo(ToolVersion.of("1.8.0"));
    assertThat(ToolVersion.of("1.8.0b2")).isLessThan(ToolVersion.of("1.8.1"));
  }
}

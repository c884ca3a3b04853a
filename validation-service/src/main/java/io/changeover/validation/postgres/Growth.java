package io.changeover.validation.postgres;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Query;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * By how much a counter has grown since a step asked for it.
 *
 * @param baseline that step; null when the whole number counts
 * @param before what it saw; null when it saw none, and then the whole number counts
 */
record Growth(@Nullable StepId baseline, @Nullable BigDecimal before) {

  static Growth since(StepCommand command, Query spec) {
    StepId baseline = spec.baseline();
    if (baseline != null && command.evidence().get(baseline) instanceof Evidence.Counted counted) {
      return new Growth(baseline, counted.asNumber());
    }
    return new Growth(baseline, null);
  }

  /** A counter that is smaller than before was set back: all of it is new. */
  BigDecimal of(BigDecimal now) {
    return before == null || isSetBack(now) ? now : now.subtract(before);
  }

  /** What is said of the number that is expected. */
  String expected() {
    if (baseline == null) {
      return "";
    }
    return before == null
        ? "; %s has seen no number, so all of it counts".formatted(baseline)
        : " more than the %s of %s".formatted(before.toPlainString(), baseline);
  }

  /** What is said of the number that was seen. */
  String seen(BigDecimal now) {
    if (before == null) {
      return "";
    }
    return isSetBack(now)
        ? ", set back since"
        : ", %s more".formatted(now.subtract(before).toPlainString());
  }

  private boolean isSetBack(BigDecimal now) {
    return before != null && now.compareTo(before) < 0;
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database and compares the answer. The query runs in a read-only transaction.
 *
 * @param sql one statement
 * @param expect what passes; {@code atLeast} and {@code atMost} are held against a number, which
 *     then is the step's evidence
 * @param baseline the earlier step with the same question, expecting {@code atLeast} or {@code
 *     atMost}: only what the number has grown by since is held against {@code expect}. For counters
 *     that only grow; a smaller one was set back meanwhile and counts whole
 */
@JsonTypeName("query")
@DoneBy(value = Specialist.VALIDATION, rehearsable = true)
public record Query(TargetAlias target, String sql, Expectation expect, @Nullable StepId baseline)
    implements StepSpec {
  public Query {
    if (baseline != null && !expect.isOfNumber()) {
      throw new IllegalArgumentException("baseline goes with atLeast or atMost");
    }
  }

  /** A question whose whole answer counts. */
  public Query(TargetAlias target, String sql, Expectation expect) {
    this(target, sql, expect, null);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<StepId> evidenceFrom() {
    return baseline == null ? Set.of() : Set.of(baseline);
  }

  @Override
  public boolean canCompareWith(StepSpec earlier) {
    return earlier instanceof Query asked
        && asked.target.equals(target)
        && asked.sql.equals(sql)
        && asked.baseline == null
        && asked.expect.isOfNumber();
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for lines in the log file of an application's installation; with {@code baseline}, only for
 * those written since.
 *
 * @param instance blue or green
 * @param pattern a regular expression (java.util.regex); matched within {@link #LONGEST_LINE}
 *     characters of each line; without it the step only notes how far the log goes
 * @param atMost how many lines may match; none when absent
 * @param last only lines of the last bytes of the file; 10 MB when absent
 * @param baseline the earlier step of this kind, of the same log, from whose end on lines count; it
 *     may have a baseline itself
 */
@JsonTypeName("log-scan")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record LogScan(
    TargetAlias target,
    Instance instance,
    @Nullable String pattern,
    @Nullable Integer atMost,
    @Nullable ByteSize last,
    @Nullable StepId baseline)
    implements StepSpec {
  /** Longer lines are looked at up to here, in characters. */
  public static final int LONGEST_LINE = 4_000;

  public LogScan {
    if (pattern == null && (atMost != null || last != null || baseline != null)) {
      throw new IllegalArgumentException("atMost, last and baseline need a pattern");
    }
    if (pattern != null) {
      Pattern.compile(pattern);
      atMost = atMost == null ? 0 : atMost;
      last = last == null ? new ByteSize(10_000_000) : last;
    }
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
    return earlier instanceof LogScan log
        && log.target.equals(target)
        && log.instance.equals(instance);
  }
}

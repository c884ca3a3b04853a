package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for lines in the log file of an application's installation.
 *
 * @param instance blue or green
 * @param pattern a regular expression (java.util.regex); matched within {@link #LONGEST_LINE}
 *     characters of each line
 * @param atMost how many lines may match; none when absent
 * @param last only lines of the last bytes of the file; 10 MB when absent
 */
@JsonTypeName("log-scan")
@DoneBy(Specialist.VALIDATION)
public record LogScan(
    TargetAlias target,
    Instance instance,
    String pattern,
    @Nullable Integer atMost,
    @Nullable ByteSize last)
    implements StepSpec {
  /** Longer lines are looked at up to here, in characters. */
  public static final int LONGEST_LINE = 4_000;

  public LogScan {
    atMost = atMost == null ? 0 : atMost;
    last = last == null ? new ByteSize(10_000_000) : last;
    Pattern.compile(pattern);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts samples of an encrypted column and looks at what comes out. Plain texts are never
 * reported.
 *
 * @param target a SQLite or PostgreSQL database
 * @param key the name of a key that the specialist's settings hold
 * @param matches a regular expression that every plain text fits as a whole
 * @param samples how many rows, spread over the table; 100 when absent
 */
@JsonTypeName("decrypt")
@DoneBy(Specialist.MIGRATION)
public record Decrypt(
    TargetAlias target,
    String table,
    String column,
    String key,
    String matches,
    @Nullable Integer samples)
    implements StepSpec {
  /** How many samples are read when the plan does not say. */
  public static final int USUAL_SAMPLES = 100;

  public Decrypt {
    Pattern.compile(matches);
    samples = samples == null ? USUAL_SAMPLES : samples;
    if (samples < 1 || samples > 100_000) {
      throw new IllegalArgumentException("samples is 1 to 100000 but not " + samples);
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

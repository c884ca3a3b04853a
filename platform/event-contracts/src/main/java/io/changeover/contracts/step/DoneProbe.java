package io.changeover.contracts.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether something is done already, where no ledger says so. Exactly one of the
 * components is given.
 *
 * @param sql answers one row with one column: true or {@code done}, false or {@code not-done}, or
 *     {@code partial}; read-only, on the step's target
 * @param run program and arguments that only look; exit code 0 says done, 1 not done, 2 partial
 */
public record DoneProbe(@Nullable String sql, @Nullable List<String> run) {
  public DoneProbe {
    if ((sql == null) == (run == null)) {
      throw new IllegalArgumentException("done holds one of sql, run");
    }
    run = run == null ? null : Words.program(run);
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.VariableName;
import io.changeover.contracts.WorkspaceName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program in a workspace, without a shell. Only programs that the workspace's registration
 * allows are run. A program has no ledger: unless {@code done} can tell, a run that died half-way
 * is not repeated, because nobody knows what it has done.
 *
 * @param directory where below the workspace it runs; in the workspace itself when absent
 * @param target the database that it gets the connection of, as libpq's variables and DATABASE_URL
 * @param run program and arguments
 * @param back program and arguments that undo it, ending with 0; empty when there is nothing to
 *     undo; when absent, only a restore leads back
 * @param environment names of variables that the workspace's registration holds the values of
 * @param exitCodes those of {@code run} that count as success; 0 when absent
 * @param output what {@code run} must have said
 * @param done tells whether it is done already; asked before and after it is run
 * @param repeatable whether it may be run again when nobody knows how far it came; false when
 *     absent
 * @param onlyLooks whether it changes nothing at all; false when absent
 * @param leavesProcesses whether {@code run} and {@code back} start what is to go on; otherwise
 *     whatever they leave running is ended, and they have failed
 */
@JsonTypeName("command")
@DoneBy(value = Specialist.MIGRATION, changes = true)
public record Command(
    WorkspaceName workspace,
    @Nullable RelativePath directory,
    @Nullable TargetAlias target,
    List<String> run,
    @Nullable List<String> back,
    @Nullable List<VariableName> environment,
    @Nullable List<Integer> exitCodes,
    @Nullable ExpectedOutput output,
    @Nullable DoneProbe done,
    @Nullable Boolean repeatable,
    @Nullable Boolean onlyLooks,
    @Nullable Boolean leavesProcesses)
    implements StepSpec {
  /** The greatest exit code there is. */
  public static final int GREATEST_EXIT_CODE = 255;

  public Command {
    run = Words.program(run);
    back = back == null ? null : Words.arguments(back);
    environment = environment == null ? List.of() : List.copyOf(environment);
    exitCodes = exitCodes == null ? List.of(0) : List.copyOf(exitCodes);
    repeatable = repeatable != null && repeatable;
    onlyLooks = onlyLooks != null && onlyLooks;
    if (exitCodes.isEmpty()
        || exitCodes.stream().anyMatch(code -> code < 0 || code > GREATEST_EXIT_CODE)) {
      throw new IllegalArgumentException("exitCodes holds at least one of 0 to 255");
    }
    if (done != null && done.sql() != null && target == null) {
      throw new IllegalArgumentException("done by sql needs the target to ask");
    }
    if (onlyLooks && (back != null || done != null)) {
      throw new IllegalArgumentException("what onlyLooks has no back and no done");
    }
  }

  @Override
  public boolean changes() {
    return !Boolean.TRUE.equals(onlyLooks);
  }

  @Override
  @JsonIgnore
  public boolean leadsBack() {
    return back != null || Boolean.TRUE.equals(onlyLooks);
  }

  @Override
  public Set<TargetAlias> targets() {
    return target == null ? Set.of() : Set.of(target);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}

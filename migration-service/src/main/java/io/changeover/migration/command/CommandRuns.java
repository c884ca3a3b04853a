package io.changeover.migration.command;

import io.changeover.contracts.command.StepCommand;

/** What this service remembers of the programs that it has run: the only ledger they have. */
public interface CommandRuns {
  /**
   * Whether a run of the same step in the same direction began whose end nobody knows, and of which
   * no report on another command has told. Whoever was told and lets the step be tried again, knows
   * what he does.
   */
  boolean inDoubt(StepCommand command);

  /** Records that somebody is told of the doubt, in the report on this command. */
  void told(StepCommand command);

  /** Records durably that a program is about to be started. */
  void begins(StepCommand command, long fence);

  /** Takes back {@link #begins}: it could not be started. */
  void notStarted(StepCommand command, long fence);

  /** Records that it has ended by itself. */
  void ended(StepCommand command, long fence, int exitCode);
}

package io.changeover.migration.command;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Command;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Probed;
import io.changeover.migration.ToolOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One program, run at most once in effect.
 *
 * @param words program and arguments of the command's direction
 */
record Run(
    StepCommand command,
    Command spec,
    List<String> words,
    Program program,
    Probe probe,
    StepContext context) {
  /** From here on an exit code says that a signal or the interpreter ended the program. */
  private static final int FIRST_NOT_ITS_OWN = 128;

  /**
   * Runs the program unless the probe says that it is done.
   *
   * @throws StepFailure {@code partially-applied} when nobody knows what an earlier run has done;
   *     {@code ledger-disagrees} when it ended well and the probe does not say so
   */
  Outcome outcome(CommandRuns runs) throws StepFailure, InterruptedException {
    if (!spec.changes()) {
      return Outcome.succeeded(ran(exitCode -> {}));
    }
    Optional<Probed> before = probe.ask();
    if (before.equals(Optional.of(wanted()))) {
      return Outcome.succeeded(new Evidence.CommandRun(name(), 0, true, Map.of(), ""));
    }
    throwIfPartial(before, runs);
    Evidence evidence = remembered(runs);
    throwIfNotSo(probe.ask());
    return Outcome.succeeded(evidence);
  }

  private Evidence remembered(CommandRuns runs) throws StepFailure, InterruptedException {
    runs.begins(command, context.fence());
    try {
      return ran(exitCode -> {
        if (!brokenOff(exitCode)) {
          runs.ended(command, context.fence(), exitCode);
        }
      });
    } catch (StepFailure failed) {
      if (failed.reason().code() == FailureCode.TOOL_MISSING) {
        runs.notStarted(command, context.fence());
      }
      throw failed;
    }
  }

  /** Whether a signal or the interpreter has ended it, so that nobody knows how far it came. */
  private boolean brokenOff(int exitCode) {
    return exitCode >= FIRST_NOT_ITS_OWN && !expectedExitCodes().contains(exitCode);
  }

  private Probed wanted() {
    return command.direction() == Direction.FORWARD ? Probed.DONE : Probed.NOT_DONE;
  }

  /** A program that is repeatable, or undoes, is made for what others have left. */
  private void throwIfPartial(Optional<Probed> before, CommandRuns runs)
      throws StepFailure, InterruptedException {
    boolean repeatable = Boolean.TRUE.equals(spec.repeatable());
    boolean back = command.direction() == Direction.BACK;
    if (before.equals(Optional.of(Probed.PARTIAL)) && !repeatable && !back) {
      throw partial("The probe says that a part of it is done.");
    }
    if (before.isEmpty() && !repeatable && runs.inDoubt(command)) {
      // Whoever stopped the step is told that it was stopped, and nothing else.
      context.throwIfStopped();
      runs.told(command);
      throw partial("An earlier run of it was broken off, and nobody knows how far it came.");
    }
  }

  private StepFailure partial(String why) {
    return new StepFailure(
        FailureCode.PARTIALLY_APPLIED,
        "'%s' is not run: %s".formatted(name(), why),
        "Find out what it has done and undo it or finish it by hand, then retry the step, which runs it again; or restore the backup."
            + " A plan can say by 'done' how to find out, or that it is 'repeatable'.");
  }

  private Evidence ran(IntConsumer ended) throws StepFailure, InterruptedException {
    Said said = new Said(command.direction() == Direction.FORWARD ? spec.output() : null);
    ToolOutput output = new ToolOutput(context::progress);
    ToolResult result =
        context
            .tools()
            .run(
                call()
                    .eachLine(line -> {
                      said.line(line);
                      output.line(line);
                    }));
    ended.accept(result.exitCode());
    throwIfFailed(result, said.missing());
    return new Evidence.CommandRun(
        name(), result.exitCode(), false, output.counts(), result.output());
  }

  private ToolCall call() throws StepFailure {
    ToolCall call = program.call(words);
    return Boolean.TRUE.equals(spec.leavesProcesses()) ? call.leavingDaemons() : call;
  }

  private void throwIfFailed(ToolResult result, List<String> missing) throws StepFailure {
    List<Integer> expected = expectedExitCodes();
    if (!expected.contains(result.exitCode())) {
      throw failed(
          "'%s' ended with exit code %d; expected %s."
              .formatted(name(), result.exitCode(), expected),
          result);
    }
    if (!missing.isEmpty()) {
      throw failed(
          "'%s' ended with exit code %d, but did not say %s."
              .formatted(name(), result.exitCode(), String.join(", nor ", missing)),
          result);
    }
  }

  /** What the plan says of exit codes and output it says of the way forward. */
  private List<Integer> expectedExitCodes() {
    List<Integer> codes = spec.exitCodes();
    return command.direction() == Direction.FORWARD && codes != null ? codes : List.of(0);
  }

  private static StepFailure failed(String message, ToolResult result) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TOOL_FAILED,
            message,
            "Read the end of its output, remove the cause, then retry the step.",
            result.output()));
  }

  private void throwIfNotSo(Optional<Probed> after) throws StepFailure {
    if (after.isPresent() && after.get() != wanted()) {
      throw new StepFailure(
          FailureCode.LEDGER_DISAGREES,
          "'%s' ended well, but the probe says %s and not %s."
              .formatted(name(), after.get().word(), wanted().word()),
          "See whether it was given the right database and arguments, and whether the probe asks the right thing.");
    }
  }

  private String name() {
    return words.getFirst();
  }
}

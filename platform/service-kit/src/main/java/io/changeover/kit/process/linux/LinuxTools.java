package io.changeover.kit.process.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.ProcessGroup;
import io.changeover.kit.process.Redaction;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StopSwitch;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts each tool through setsid(1), which makes it the leader of a session and a process group of
 * its own and then becomes the tool, so that process id and group id are the same. What a tool
 * leaves behind when it ends is ended too, and the tool has failed then: whoever goes on unseen may
 * still be changing data. Those that left the group are found by a mark in their environment; who
 * has emptied it as well is not found, but is noticed when it holds the output open, unless the
 * tool itself ended before anybody read that. Linux only.
 */
public final class LinuxTools implements Tools {
  private static final File NOTHING = new File("/dev/null");

  private final GroupRecorder recorder;
  private final StopSwitch stop;
  private final Map<String, String> mark;

  /** Tools of a step whose processes nobody looks for later. */
  public LinuxTools(GroupRecorder recorder, StopSwitch stop) {
    this(recorder, stop, Map.of());
  }

  /** Tools of a step whose processes carry its mark. */
  public LinuxTools(GroupRecorder recorder, StopSwitch stop, StepMark mark) {
    this(recorder, stop, mark.environment());
  }

  private LinuxTools(GroupRecorder recorder, StopSwitch stop, Map<String, String> mark) {
    this.recorder = recorder;
    this.stop = stop;
    this.mark = mark;
  }

  @Override
  public ToolResult run(ToolCall call) throws StepFailure, InterruptedException {
    stop.throwIfStopped();
    long started = System.nanoTime();
    RunningTool tool = start(call);
    ProcessGroup group = tool.group();
    try (StepContext.Registration _ = stop.onStop(tool::end)) {
      recorder.started(group);
      int exitCode = tool.await();
      stop.throwIfStopped();
      throwIfOutputFailed(call, tool);
      throwIfLeft(call, tool, exitCode);
      return new ToolResult(exitCode, tool.output(), Duration.ofNanos(System.nanoTime() - started));
    } finally {
      tool.end();
      recorder.ended(group);
    }
  }

  private RunningTool start(ToolCall call) throws StepFailure {
    RunMark run = RunMark.fresh();
    ProcessBuilder builder = builder(call, run);
    try {
      return new RunningTool(builder.start(), call, Redaction.of(Environment.secretsOf(call)), run);
    } catch (IOException notStarted) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "'%s' could not be started: %s"
              .formatted(call.command().getFirst(), notStarted.getMessage()),
          "See that setsid (util-linux) and the working directory exist on this service's host.",
          notStarted);
    }
  }

  private ProcessBuilder builder(ToolCall call, RunMark run) throws StepFailure {
    Map<String, String> environment = Environment.of(call);
    environment.putAll(mark);
    environment.putAll(run.environment());
    List<String> command =
        new ArrayList<>(List.of("setsid", Environment.program(call, environment).toString()));
    command.addAll(call.command().subList(1, call.command().size()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(call.stdout() == null);
    if (call.stdin() == null) {
      builder.redirectInput(NOTHING);
    }
    if (call.directory() != null) {
      builder.directory(call.directory().toFile());
    }
    return builder;
  }

  private static void throwIfOutputFailed(ToolCall call, RunningTool tool) throws StepFailure {
    Throwable failure = tool.outputFailure();
    if (failure != null) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "'%s' was ended, because its input could not be read or its output not be taken: %s"
              .formatted(call.command().getFirst(), failure),
          "See that the input is whole and that there is room where the output goes, then retry the step.",
          failure);
    }
  }

  private static void throwIfLeft(ToolCall call, RunningTool tool, int exitCode)
      throws StepFailure {
    List<String> left = tool.leftBehind();
    if (!left.isEmpty()) {
      throw left(
          "'%s' ended with exit code %d, but left running: %s. What is left is ended, because it might go on changing something."
              .formatted(call.command().getFirst(), exitCode, String.join(", ", left)),
          "Let it wait for all that it starts, then retry the step; what it has done by itself is done.",
          tool);
    }
    if (tool.heldOpen()) {
      throw left(
          "'%s' ended with exit code %d, but somebody who cannot be found holds its output open."
              .formatted(call.command().getFirst(), exitCode),
          "Look on this service's host for what it has started and end that; let it wait for all that it starts, then retry the step.",
          tool);
    }
  }

  private static StepFailure left(String message, String whatToDo, RunningTool tool) {
    return new StepFailure(
        new FailureReason(FailureCode.TOOL_FAILED, message, whatToDo, tool.output()));
  }
}

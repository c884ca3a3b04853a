package io.changeover.validation.workspace;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The git command in a checkout. It takes no locks and runs no program that the checkout names. */
record GitProgram(Tools tools, Path checkout) {
  /** How much of the output is kept, in bytes. */
  private static final int LARGEST_OUTPUT = 1_000_000;

  private static final List<String> GIT =
      List.of("git", "--no-optional-locks", "-c", "core.fsmonitor=false");

  private static final Map<String, String> ENVIRONMENT =
      Map.of("GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C.UTF-8");

  /**
   * What git says on standard output.
   *
   * @throws StepFailure {@code tool-failed} with what it says on standard error
   */
  String run(String... arguments) throws StepFailure, InterruptedException {
    Kept output = new Kept();
    ToolResult result = result(output, arguments);
    if (!result.succeeded()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.TOOL_FAILED,
              "git %s failed in %s.".formatted(arguments[0], checkout),
              "See that the workspace is a git checkout that belongs to this service's user.",
              result.output()));
    }
    return output.text();
  }

  /** What git says on standard output; empty when it fails. */
  Optional<String> tryRunning(String... arguments) throws StepFailure, InterruptedException {
    Kept output = new Kept();
    return result(output, arguments).succeeded() ? Optional.of(output.text()) : Optional.empty();
  }

  private ToolResult result(Kept output, String... arguments)
      throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(GIT);
    command.addAll(List.of(arguments));
    return tools.run(ToolCall.of(command).in(checkout).with(ENVIRONMENT).stdoutTo(output));
  }

  /** Keeps the beginning and lets the rest go. */
  private static final class Kept extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes.write(some, offset, Math.min(length, LARGEST_OUTPUT - bytes.size()));
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}

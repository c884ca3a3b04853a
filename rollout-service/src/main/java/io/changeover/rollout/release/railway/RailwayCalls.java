package io.changeover.rollout.release.railway;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs railway and git in a workspace. */
record RailwayCalls(RailwaySettings settings, Path workspace, Tools tools) {
  /** Documented: what the answer holds when nobody is logged in and there is no token. */
  private static final String NOBODY = "NOT_AUTHENTICATED";

  /** Succeeds and returns standard output, or fails with that message. */
  String railway(String failure, List<String> arguments) throws StepFailure, InterruptedException {
    List<String> command = new ArrayList<>(settings.command());
    command.addAll(arguments);
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    // Its command line renews itself in the background.
    ToolCall call = ToolCall.of(command).in(workspace).with(token()).stdoutTo(stdout);
    ToolResult result = tools.run(call.leavingDaemons());
    String said = stdout.toString(StandardCharsets.UTF_8);
    if (result.succeeded()) {
      return said;
    }
    String all = said + result.output();
    if (all.contains(NOBODY)) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "Railway does not know who this is.",
          "Put a project token into a file and name it by changeover.rollout.railway.token-file.");
    }
    throw failed(FailureCode.TOOL_FAILED, failure, all);
  }

  private Map<String, String> token() throws StepFailure {
    Path file = settings.tokenFile();
    if (file == null) {
      return Map.of();
    }
    try {
      return Map.of("RAILWAY_TOKEN", Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The token of Railway cannot be read from %s.".formatted(file),
          "Look at changeover.rollout.railway.token-file and the file's rights.",
          unreadable);
    }
  }

  /** Runs another program in the workspace. */
  ToolResult other(String... command) throws StepFailure, InterruptedException {
    return tools.run(ToolCall.of(command).in(workspace));
  }

  static StepFailure failed(FailureCode code, String message, String detail) {
    return new StepFailure(
        new FailureReason(
            code, message, "Read the end of the output, repair the cause, and retry.", detail));
  }
}

package io.changeover.rollout.release.docker;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs docker and Compose in a directory.
 *
 * @param compose program and first arguments of Compose, with project and file
 */
record DockerCalls(DockerSettings settings, List<String> compose, Path directory, Tools tools) {
  /** The variable by which a compose file learns the version. */
  static final String TAG = "TAG";

  /** What docker says when the engine is away, in the words of its versions. */
  private static final List<String> AWAY =
      List.of(
          "Cannot connect to the Docker daemon",
          "Couldn't connect to Docker daemon",
          "error during connect");

  /** What came of it, with standard output by itself. */
  record Said(ToolResult result, String stdout) {}

  Said docker(String... arguments) throws StepFailure, InterruptedException {
    return run(joined(settings.command(), List.of(arguments)), Map.of());
  }

  /** Succeeds, or fails with that message. */
  String dockerOrFail(String failure, String... arguments)
      throws StepFailure, InterruptedException {
    Said said = docker(arguments);
    if (!said.result().succeeded()) {
      throw failed(failure, said.result());
    }
    return said.stdout();
  }

  Said compose(String tag, List<String> arguments) throws StepFailure, InterruptedException {
    return run(joined(compose, arguments), Map.of(TAG, tag));
  }

  private Said run(List<String> command, Map<String, String> more)
      throws StepFailure, InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    if (settings.host() != null) {
      environment.put("DOCKER_HOST", settings.host());
    }
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ToolResult result =
        tools.run(ToolCall.of(command).in(directory).with(environment).stdoutTo(stdout));
    if (!result.succeeded() && AWAY.stream().anyMatch(result.output()::contains)) {
      throw away(result);
    }
    return new Said(result, stdout.toString(StandardCharsets.UTF_8));
  }

  private StepFailure away(ToolResult result) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TARGET_UNREACHABLE,
            "No Docker engine answers%s."
                .formatted(settings.host() == null ? "" : " at " + settings.host()),
            "Start the engine, or name it by changeover.rollout.docker.host, and let this service's user use it.",
            result.output()));
  }

  static StepFailure failed(String what, ToolResult result) {
    return new StepFailure(
        new FailureReason(
            FailureCode.TOOL_FAILED,
            "%s (exit code %d)%s".formatted(what, result.exitCode(), lastLine(result.output())),
            "Read the end of its output, repair the cause, and retry the step.",
            result.output()));
  }

  private static String lastLine(String output) {
    return output
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> ": " + line.strip())
        .orElse(".");
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}

package io.changeover.rollout.nginx;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Front;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The nginx command of a front. */
record NginxProgram(Front front, Tools tools) {
  /**
   * Tests the whole configuration with another upstream file, without touching the live one.
   *
   * @throws StepFailure {@code refused} when nginx would not take it, or does not read it
   */
  void test(FrontFiles files, UpstreamFile next) throws StepFailure, InterruptedException {
    try (CandidateConfiguration candidate = CandidateConfiguration.of(files, next)) {
      AtomicBoolean read = new AtomicBoolean();
      String wanted = "# configuration file " + candidate.upstream() + ":";
      // -T is -t that also tells which files it has read.
      ToolResult result =
          tools.run(
              call(candidate.configuration(), "-T")
                  .eachLine(line -> read.compareAndSet(false, line.equals(wanted))));
      if (!result.succeeded()) {
        throw failed(
            FailureCode.REFUSED,
            "nginx refuses the new configuration.",
            "Repair the configuration; the live one is untouched.",
            complaints(result));
      }
      if (!read.get()) {
        throw failed(
            FailureCode.REFUSED,
            "nginx's configuration does not include " + files.upstream() + ".",
            "Include it in the main configuration by a path relative to that file.",
            "");
      }
    } catch (IOException unwritable) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The new configuration cannot be laid out for a test: " + unwritable.getMessage(),
          "Let this service write to the directory of the front's configuration, and keep the upstream file below it.",
          unwritable);
    }
  }

  /** Tests the live configuration and has the running nginx read it. */
  void reload(FrontFiles files) throws StepFailure, InterruptedException {
    for (List<String> arguments : List.of(List.of("-t"), List.of("-s", "reload"))) {
      ToolResult result = tools.run(call(files.configuration(), arguments.toArray(String[]::new)));
      if (!result.succeeded()) {
        throw failed(
            FailureCode.TOOL_FAILED,
            "nginx could not be reloaded.",
            "Look whether nginx runs with this prefix and configuration, and start it: "
                + startCommand(files),
            complaints(result));
      }
    }
  }

  String startCommand(FrontFiles files) {
    return "%s -p %s -c %s".formatted(front.program(), front.prefix(), files.configuration());
  }

  private ToolCall call(Path configuration, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                front.program(),
                "-e",
                "stderr",
                "-p",
                front.prefix().toString(),
                "-c",
                configuration.toString()));
    command.addAll(List.of(arguments));
    return ToolCall.of(command);
  }

  /** What nginx said about itself, without the configuration files that -T prints. */
  private static String complaints(ToolResult result) {
    return result
        .output()
        .lines()
        .filter(line ->
            line.startsWith("nginx:") || line.contains("[emerg]") || line.contains("[error]"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  private static StepFailure failed(
      FailureCode code, String message, String whatToDo, String detail) {
    return new StepFailure(new FailureReason(code, message, whatToDo, detail));
  }
}

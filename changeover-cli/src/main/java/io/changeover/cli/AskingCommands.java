package io.changeover.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that ask something of a deployment. */
final class AskingCommands {
  private AskingCommands() {}

  @Command(name = "approve", description = "Agree to a deployment, or refuse with --reject.")
  static final class Approve extends DeploymentCommand.WithReason {
    @Option(names = "--reject", description = "Do not agree; ends the deployment.")
    private boolean reject;

    @Option(
        names = "--digest",
        paramLabel = "SHA256",
        description = "Of the plan that was read; else that of the deployment.")
    private @Nullable String digest;

    @Option(
        names = "--accept",
        paramLabel = "WAIVED",
        description = "What the plan goes without and you accept, such as backup.")
    private List<String> accept = List.of();

    @Override
    public Integer call() {
      String id = resolve(connection.connect(), deployment);
      String read =
          digest != null
              ? digest
              : connection.connect().get("deployments/" + id).path("planDigest").asString();
      return ask(
          "approvals",
          Map.of(
              "planDigest",
              read,
              "decision",
              reject ? "reject" : "approve",
              "reason",
              reason,
              "accept",
              accept));
    }
  }

  @Command(name = "task", description = "Say that a task has ended.")
  static final class Task extends DeploymentCommand {
    @Parameters(index = "1", paramLabel = "TASK", description = "The task's id.")
    private String task = "";

    @Option(
        names = "--outcome",
        description =
            "done (the default) or failed; for a decision accepted or rolled-back-by-hand.")
    private String outcome = "done";

    @Option(
        names = {"-m", "--note"},
        description = "What was done.")
    private String note = "";

    @Option(names = "--evidence", description = "A link or a text that shows it.")
    private String evidence = "";

    @Override
    public Integer call() {
      return ask(
          "tasks/%s/completion".formatted(task),
          Map.of("outcome", outcome, "note", note, "evidence", evidence));
    }
  }

  @Command(name = "pause", description = "Begin no further steps until resumed.")
  static final class Pause extends DeploymentCommand.WithReason {
    @Override
    public Integer call() {
      return ask("pause", Map.of("reason", reason));
    }
  }

  @Command(name = "resume", description = "Go on after a pause.")
  static final class Resume extends DeploymentCommand.WithReason {
    @Override
    public Integer call() {
      return ask("resume", Map.of("reason", reason));
    }
  }

  @Command(
      name = "abort",
      description = "End a deployment; by a rollback when it has changed something.")
  static final class Abort extends DeploymentCommand.WithReason {
    @Override
    public Integer call() {
      return ask("abort", Map.of("reason", reason));
    }
  }

  @Command(name = "rollback", description = "Go back.")
  static final class Rollback extends DeploymentCommand.WithReason {
    @Option(
        names = "--level",
        description = "1 schema downgrade, 2 traffic back to blue, 3 restore; else it is chosen.")
    private @Nullable Integer level;

    @Override
    public Integer call() {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("reason", reason);
      if (level != null) {
        body.put("level", level);
      }
      return ask("rollback", body);
    }
  }

  @Command(name = "retry", description = "Have a failed step tried again.")
  static final class Retry extends DeploymentCommand.WithReason {
    @Parameters(index = "1", paramLabel = "STEP", description = "The step's id.")
    private String step = "";

    @Override
    public Integer call() {
      return ask("steps/%s/retry".formatted(step), Map.of("reason", reason));
    }
  }

  @Command(name = "note", description = "Write something into the log.")
  static final class Note extends DeploymentCommand {
    @Parameters(index = "1", paramLabel = "TEXT", description = "What is to be kept.")
    private String text = "";

    @Override
    public Integer call() {
      return ask("notes", Map.of("text", text));
    }
  }
}

package io.changeover.cli;

import io.changeover.cli.demo.DemoCommand;
import io.changeover.cli.stack.DoctorCommand;
import io.changeover.cli.stack.UpCommand;
import io.changeover.cli.view.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "changeover",
    description =
        "Runs database-migration deployments: backup, migrate, roll out, validate, watch.",
    mixinStandardHelpOptions = true,
    version = "changeover 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "2:the command's words are off",
      "3:the plan is invalid",
      "4:failed before any change",
      "5:failed and rolled back",
      "6:needs a human",
      "7:waiting, or timed out",
      "8:denied"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DoctorCommand.class,
      PlanCommands.Deploy.class,
      PlanCommands.Plan.class,
      LookingCommands.ListDeployments.class,
      LookingCommands.Show.class,
      LookingCommands.Watch.class,
      LookingCommands.Events.class,
      LookingCommands.Replay.class,
      LookingCommands.Report.class,
      AskingCommands.Approve.class,
      AskingCommands.Task.class,
      AskingCommands.Pause.class,
      AskingCommands.Resume.class,
      AskingCommands.Abort.class,
      AskingCommands.Rollback.class,
      AskingCommands.Retry.class,
      AskingCommands.Note.class
    })
public final class ChangeoverCli {
  private ChangeoverCli() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command line. Returns the exit code. */
  static int run(String... arguments) {
    CommandLine line = new CommandLine(new ChangeoverCli());
    line.getSubcommands().values().forEach(ChangeoverCli::withHelp);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      if (failure instanceof CliFailure known) {
        Terminal.stderr().line("changeover: " + known.getMessage());
        return known.exitCode();
      }
      throw failure;
    });
    return line.execute(arguments);
  }

  private static void withHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getSubcommands().values().forEach(ChangeoverCli::withHelp);
  }
}

package io.changeover.migration.command;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Command;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.Catalog;
import io.changeover.migration.Migration;
import io.changeover.migration.VisitingDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The step command: forward runs the program, back the one that undoes it. */
@Component
final class CommandHandler implements StepHandler<Command> {
  private final Workspaces workspaces;
  private final Databases databases;
  private final VisitingDatabase visiting;
  private final Catalog catalog;
  private final CommandRuns runs;

  CommandHandler(
      Workspaces workspaces,
      Databases databases,
      VisitingDatabase visiting,
      Catalog catalog,
      CommandRuns runs) {
    this.workspaces = workspaces;
    this.databases = databases;
    this.visiting = visiting;
    this.catalog = catalog;
    this.runs = runs;
  }

  @Override
  public Class<Command> kind() {
    return Command.class;
  }

  @Override
  public Outcome handle(StepCommand command, Command spec, StepContext context)
      throws StepFailure, InterruptedException {
    List<String> words = words(command, spec);
    if (words.isEmpty()) {
      return Outcome.succeeded(new Evidence.CommandRun("nothing", 0, true, Map.of(), ""));
    }
    Path workspace = workspaces.get(spec.workspace());
    Program program = Program.in(workspace, workspaces.rights(spec.workspace()), spec);
    program.call(words);
    TargetAlias alias = spec.target();
    if (alias == null) {
      Probe probe = new Probe(spec.done(), program, null, catalog, context);
      return new Run(command, spec, words, program, probe, context).outcome(runs);
    }
    DatabaseTarget database = databases.of(command, alias);
    return visiting.visit(
        Migration.of(command, database, workspace, words.getFirst()),
        context,
        admission -> {
          Program connected = program.connected(database, admission.login());
          Probe probe = new Probe(spec.done(), connected, database, catalog, context);
          return new Run(command, spec, words, connected, probe, context).outcome(runs);
        });
  }

  private static List<String> words(StepCommand command, Command spec) throws StepFailure {
    return switch (command.direction()) {
      case FORWARD -> spec.run();
      case BACK -> {
        List<String> back = spec.back();
        if (back == null) {
          throw new StepFailure(
              FailureCode.REFUSED,
              "The plan does not say what undoes %s.".formatted(spec.run().getFirst()),
              "Restore the backup, or undo it by hand.");
        }
        yield back;
      }
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: what undoes a program is in the plan.",
              "Send the step back to undo it.");
    };
  }
}

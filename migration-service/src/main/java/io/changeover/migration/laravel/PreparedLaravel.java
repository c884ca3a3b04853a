package io.changeover.migration.laravel;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Migration;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies or undoes named migrations, one with each run, because MariaDB commits each DDL statement
 * by itself: what stops half-way is then half of one migration and not of many.
 *
 * @param wanted the names, in their order
 */
record PreparedLaravel(
    Migration migration,
    ArtisanCommand command,
    LaravelLedger ledger,
    WorkspaceMigrations files,
    List<String> wanted)
    implements PreparedMigration {

  @Override
  public Position position() throws StepFailure, InterruptedException {
    List<String> applied = ledger.newestFirst(migration.mariaDb());
    String newest = applied.isEmpty() ? "" : applied.getFirst();
    return migration.back()
        ? new Position(newest, undone(applied))
        : new Position(newest, left(applied).isEmpty());
  }

  /** The wanted ones that are not applied. */
  private List<String> left(List<String> applied) throws StepFailure {
    List<String> pending = files.names().stream().filter(name -> !applied.contains(name)).toList();
    List<String> others = pending.stream().filter(name -> !wanted.contains(name)).toList();
    if (!others.isEmpty()) {
      throw refused(
          "The workspace has other pending migrations than the step names: %s."
              .formatted(String.join(", ", others)),
          "Name them in the step as well, or check out the commit that the plan is about.");
    }
    return wanted.stream().filter(name -> !applied.contains(name)).toList();
  }

  /** True when none of the wanted ones is applied; those that are must be the newest. */
  private boolean undone(List<String> applied) throws StepFailure {
    Set<String> still = new HashSet<>(wanted);
    still.retainAll(applied);
    if (!still.equals(new HashSet<>(applied.subList(0, still.size())))) {
      throw refused(
          "The ledger's newest migrations are %s, so a rollback of %d steps would undo others than %s."
              .formatted(applied.subList(0, still.size()), still.size(), still),
          "Roll the newer ones back first, or restore the backup.");
    }
    return still.isEmpty();
  }

  private static StepFailure refused(String message, String whatToDo) {
    return new StepFailure(FailureCode.REFUSED, message, whatToDo);
  }

  @Override
  public Next next(ToolOutput output) throws StepFailure, InterruptedException {
    List<String> applied = ledger.newestFirst(migration.mariaDb());
    if (migration.back()) {
      output.message("rolling back " + applied.getFirst());
      return () -> command.run(output::line, List.of("migrate:rollback", "--force", "--step=1"));
    }
    String next = left(applied).getFirst();
    output.message("migrating " + next);
    return () ->
        command.run(
            output::line,
            List.of("migrate", "--force", "--path=" + WorkspaceMigrations.file(next)));
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    return next(output).run();
  }
}

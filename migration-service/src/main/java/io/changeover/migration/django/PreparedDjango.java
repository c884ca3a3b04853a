package io.changeover.migration.django;

import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Migration;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way of one app to a migration that the workspace has. */
record PreparedDjango(
    Migration migration,
    DjangoCommand command,
    DjangoLedger ledger,
    AppMigrations migrations,
    String wanted)
    implements PreparedMigration {

  private static final Pattern RUNNING = Pattern.compile(" *((?:Una|A)pplying \\S+?)\\.\\.\\..*");

  @Override
  public Position position() throws StepFailure, InterruptedException {
    String current = ledger.current(migration.database(), migrations);
    int place = migrations.place(current);
    int goal = migrations.place(wanted);
    return new Position(
        DjangoTool.name(migrations.app(), current),
        migration.back() ? place <= goal : place >= goal);
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    return command.run(
        line -> pass(line, output),
        "migrate",
        "--no-input",
        "--no-color",
        migrations.app(),
        wanted);
  }

  private static void pass(String line, ToolOutput output) {
    Matcher running = RUNNING.matcher(line);
    if (running.matches()) {
      output.message(running.group(1));
    } else {
      output.line(line);
    }
  }
}

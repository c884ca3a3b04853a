package io.changeover.migration.alembic;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Migration;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An upgrade or downgrade to a revision that the workspace has. */
record PreparedAlembic(
    Migration migration,
    AlembicCommand command,
    AlembicLedger ledger,
    Revisions revisions,
    String wanted)
    implements PreparedMigration {

  /** Alembic's own log, when alembic.ini lets it through. */
  private static final Pattern RUNNING =
      Pattern.compile(".*Running (upgrade|downgrade) (\\S* ?-> ?[^,]*(?:, .*)?)");

  @Override
  public Position position() throws StepFailure, InterruptedException {
    String current = ledger.current(migration.database(), revisions);
    boolean reached =
        migration.back()
            ? revisions.contains(wanted, current)
            : revisions.contains(current, wanted);
    boolean onTheWay =
        migration.back()
            ? revisions.contains(current, wanted)
            : revisions.contains(wanted, current);
    if (!reached && !onTheWay) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The ledger is at revision %s, which is on another branch than %s."
              .formatted(current, wanted),
          "See that the workspace is at the right commit and that this is the right database, then retry the step.");
    }
    return new Position(current, reached);
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    return command.run(
        line -> pass(line, output),
        migration.back() ? "downgrade" : "upgrade",
        wanted.equals(Revisions.BASE) ? "base" : wanted);
  }

  private static void pass(String line, ToolOutput output) {
    Matcher running = RUNNING.matcher(line);
    if (running.matches()) {
      output.message(running.group(1) + " " + running.group(2).strip());
    } else {
      output.line(line);
    }
  }
}

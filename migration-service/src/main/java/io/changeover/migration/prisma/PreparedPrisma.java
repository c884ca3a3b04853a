package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Attempt;
import io.changeover.migration.Migration;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.ToolOutput;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One migration that the workspace has, forward or back.
 *
 * @param place of the migration among the workspace's
 * @param down the file that undoes it; null when there is none
 */
record PreparedPrisma(
    Migration migration,
    PrismaCommand command,
    PrismaLedger ledger,
    PrismaMigrations migrations,
    int place,
    @Nullable RelativePath down)
    implements PreparedMigration {

  private static final Pattern APPLYING = Pattern.compile("Applying migration `(\\S{1,300})`");

  @Override
  public Position position() throws StepFailure, InterruptedException {
    Applied applied = applied();
    boolean there = applied.count() > place;
    boolean begun = applied.failed().contains(migration.wanted());
    if (migration.back()) {
      throwIfAny(
          applied.appliedAfter(place),
          "Later migrations are applied as well: %s.",
          "Lead those back first, newest first.");
      return new Position(applied.newest(), !there && !begun);
    }
    throwIfAny(
        applied.failed().stream().filter(name -> !name.equals(migration.wanted())).toList(),
        "The ledger says that a migration has failed (P3009): %s.",
        "Lead it out of that state by hand (prisma migrate resolve), then retry the step.");
    throwIfAny(
        applied.pendingBefore(place),
        "Prisma would apply other migrations as well: %s.",
        "Give each of them a step of its own, before this one.");
    return new Position(applied.newest(), there);
  }

  private Applied applied() throws StepFailure {
    return Applied.of(ledger.rows(migration.database()), migrations);
  }

  private static void throwIfAny(List<String> names, String message, String whatToDo)
      throws StepFailure {
    if (!names.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED, message.formatted(String.join(", ", names)), whatToDo);
    }
  }

  /** What somebody else's attempt has changed is not known. */
  @Override
  public void throwIfLeftByOthers() throws StepFailure {
    throwIfAny(
        applied().failed(),
        "The ledger says that a migration has failed (P3009), and not by this deployment: %s.",
        "Compare the schema with the migration's statements. When nothing of them was done: prisma migrate resolve --rolled-back; when all was: --applied. Then retry the step.");
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    return migration.back() ? undo(output) : deploy(output);
  }

  /** A failed go of ours that has left nothing behind is taken out of Prisma's way first. */
  private ToolResult deploy(ToolOutput output) throws StepFailure, InterruptedException {
    String wanted = migration.wanted();
    try (StagedWorkspace stage =
        StagedWorkspace.of(
            migration.workspace(),
            command.settings().migrations(),
            Attempt.loginsOf(migration.command()),
            wanted)) {
      if (applied().failed().contains(wanted)) {
        output.message("prisma migrate resolve --rolled-back " + wanted);
        ToolResult resolved =
            command.run(
                stage.directory(), output::line, "migrate", "resolve", "--rolled-back", wanted);
        if (!resolved.succeeded()) {
          return resolved;
        }
      }
      return command.run(stage.directory(), line -> pass(line, output), "migrate", "deploy");
    }
  }

  private static void pass(String line, ToolOutput output) {
    Matcher applying = APPLYING.matcher(line);
    if (applying.find()) {
      output.message("applying " + applying.group(1));
    } else {
      output.line(line);
    }
  }

  private ToolResult undo(ToolOutput output) throws StepFailure, InterruptedException {
    String script = "";
    if (applied().count() > place) {
      if (down == null) {
        throw new StepFailure(
            FailureCode.REFUSED,
            "Prisma knows no way back from %s, and the plan names none."
                .formatted(migration.wanted()),
            "Restore the backup, or undo it by hand.");
      }
      script = UndoScript.read(migration.workspace().resolve(down.value()));
      output.message("undoing " + migration.wanted() + " by " + down);
    }
    return new UndoScript(migration.database(), command.login(), command.context())
        .run(migration.wanted(), script);
  }
}

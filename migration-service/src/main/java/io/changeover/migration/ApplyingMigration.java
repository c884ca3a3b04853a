package io.changeover.migration;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Attempts.End;
import io.changeover.migration.Fencing.Admission;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings a schema to a revision, exactly once in effect. The past is fenced off at the database
 * before anything is read; what the ledger and the schema say then decides whether the tool is run;
 * and when it has run, its sessions are ended before the ledger is read again, so that what is read
 * stays true.
 */
@Component
public final class ApplyingMigration {
  private final Attempts attempts;
  private final Fencing fencing;
  private final Catalog catalog;

  ApplyingMigration(Attempts attempts, Fencing fencing, Catalog catalog) {
    this.attempts = attempts;
    this.fencing = fencing;
    this.catalog = catalog;
  }

  /**
   * Does a migration, or finds that it is done.
   *
   * @throws StepFailure when the ledger is not where it was to be; the reason says what was found
   * @throws InterruptedException when the step was stopped; no session of it is left
   */
  public Outcome apply(MigrationTool tool, Migration migration, StepContext context)
      throws StepFailure, InterruptedException {
    Attempt attempt = attempts.open(migration, context.fence(), context.deadline());
    End end = End.FAILED;
    try {
      Evidence evidence = evidence(tool, migration, attempt, context);
      end = End.SUCCEEDED;
      return Outcome.succeeded(evidence);
    } catch (InterruptedException stopped) {
      end = End.STOPPED;
      throw stopped;
    } finally {
      record(attempt, end);
    }
  }

  private Evidence evidence(
      MigrationTool tool, Migration migration, Attempt attempt, StepContext context)
      throws StepFailure, InterruptedException {
    attempts.throwIfOvertaken(attempt);
    Run run;
    try (Visit visit = Visit.begin(fencing, attempts, migration.server(), attempt)) {
      run = run(tool, migration, attempt, visit.admission(), context);
    }
    if (run.result() == null) {
      return run.evidence(run.before().position());
    }
    // What is found now may be the work of a younger attempt, which tells it itself.
    attempts.throwIfOvertaken(attempt);
    return judged(run, attempt, context);
  }

  private Run run(
      MigrationTool tool,
      Migration migration,
      Attempt attempt,
      Admission admission,
      StepContext context)
      throws StepFailure, InterruptedException {
    PreparedMigration prepared = tool.prepare(migration, admission.login(), context);
    Past past = new Past(attempts.earlier(attempt));
    if (past.earlier().isEmpty()) {
      prepared.throwIfLeftByOthers();
    }
    prepared.settle();
    Found before =
        new Found(prepared.position(), catalog.schema(migration.server(), tool.ledgerTables()));
    attempts.found(attempt, before.position().revision(), before.schema());
    Run found = new Run(tool, migration, prepared, before, past, admission.sessionsEnded());
    if (before.position().reached() && !migration.back()) {
      return found;
    }
    throwIfPartial(found, attempt, context);
    return before.position().reached() ? found : ran(found, attempt, admission.login(), context);
  }

  /** Whoever is told decides whether it is run again. */
  private void throwIfPartial(Run run, Attempt attempt, StepContext context)
      throws StepFailure, InterruptedException {
    Optional<FailureReason> partial = run.past().partial(run.tool(), run.migration(), run.before());
    if (partial.isPresent()) {
      // Whoever stopped the step is told that it was stopped, and nothing else.
      context.throwIfStopped();
      attempts.told(attempt);
      throw new StepFailure(partial.get());
    }
  }

  private Run ran(Run run, Attempt attempt, Login login, StepContext context)
      throws StepFailure, InterruptedException {
    ToolOutput output = new ToolOutput(context::progress);
    attempts.throwIfOvertaken(attempt);
    try (WatchingLocks watch =
        WatchingLocks.start(catalog, run.migration().server(), login, output)) {
      return legs(run, attempt, output, context).holding(watch.held());
    }
  }

  /**
   * A tool may go one revision at a time, because its database commits each by itself. Then each
   * has a look of its own before it, so that one that stops half-way is told from those before.
   */
  private Run legs(Run run, Attempt attempt, ToolOutput output, StepContext context)
      throws StepFailure, InterruptedException {
    Run leg = run.with(started(run, attempt, output, context), output.counts());
    while (leg.resultOrThrow().succeeded()) {
      Position now = run.prepared().position();
      if (now.reached() || now.revision().equals(leg.before().position().revision())) {
        break;
      }
      SchemaListing schema = catalog.schema(run.migration().server(), run.tool().ledgerTables());
      attempts.found(attempt, now.revision(), schema);
      leg =
          leg.from(new Found(now, schema))
              .with(started(run, attempt, output, context), output.counts());
    }
    return leg;
  }

  /** Whoever finds no way to the tool, or is stopped before it, leaves no doubt behind. */
  private ToolResult started(Run run, Attempt attempt, ToolOutput output, StepContext context)
      throws StepFailure, InterruptedException {
    PreparedMigration.Next next = run.prepared().next(output);
    context.throwIfStopped();
    attempts.begins(attempt);
    try {
      ToolResult result = next.run();
      if (!Verdicts.brokenOff(result)) {
        attempts.toolEnded(attempt, result.exitCode());
      }
      return result;
    } catch (StepFailure failed) {
      if (failed.reason().code() == FailureCode.TOOL_MISSING) {
        attempts.notBegun(attempt);
      }
      throw failed;
    }
  }

  private Evidence judged(Run run, Attempt attempt, StepContext context)
      throws StepFailure, InterruptedException {
    Position after = run.prepared().position();
    ToolResult result = run.resultOrThrow();
    if (result.succeeded() && after.reached()) {
      return run.evidence(after);
    }
    SchemaListing schema = catalog.schema(run.migration().server(), run.tool().ledgerTables());
    FailureReason reason = new Verdicts(run).reason(result, new Found(after, schema));
    if (reason.code() == FailureCode.PARTIALLY_APPLIED) {
      context.throwIfStopped();
      attempts.told(attempt);
    }
    throw new StepFailure(reason);
  }

  private void record(Attempt attempt, End end) throws StepFailure {
    Uninterrupted.call(() -> {
      attempts.ended(attempt, end);
      return end;
    });
  }
}

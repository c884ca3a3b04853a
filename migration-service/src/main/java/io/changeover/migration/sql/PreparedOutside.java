package io.changeover.migration.sql;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.Fencing;
import io.changeover.migration.Position;
import io.changeover.migration.PreparedMigration;
import io.changeover.migration.Probed;
import io.changeover.migration.ToolOutput;
import java.time.Duration;

/** One statement outside of a transaction: what it has left is read from the catalogue. */
record PreparedOutside(
    Session session, Change change, SqlDatabase sql, Fencing fencing, OutsideProbe probe)
    implements PreparedMigration {
  /** Here the ledger alone does not count: it is written after the statement. */
  @Override
  public Position position() throws StepFailure, InterruptedException {
    boolean reached = ledgerSaysSo() && probe.ask(session.database()) == wanted();
    return new Position(sql.newest(session.database()), reached);
  }

  private boolean ledgerSaysSo() throws StepFailure, InterruptedException {
    return sql.checksum(session.database(), change.version()).isPresent() != change.back();
  }

  private Probed wanted() {
    return change.back() ? Probed.NOT_DONE : Probed.DONE;
  }

  /** An attempt may have died between the statement and the ledger, or within the statement. */
  @Override
  public void settle() throws StepFailure, InterruptedException {
    try {
      Probed found = probe.ask(session.database());
      if (found == Probed.PARTIAL && (!change.back() || probe.index().isPresent())) {
        dropInvalid();
        found = Probed.NOT_DONE;
      }
      if (found == wanted() && !ledgerSaysSo()) {
        sql.record(session, change);
      }
    } catch (ConnectionLost lost) {
      throw unreachable(lost);
    }
  }

  private void dropInvalid() throws StepFailure, ConnectionLost, InterruptedException {
    String index =
        probe
            .index()
            .orElseThrow(() ->
                new StepFailure(
                    FailureCode.PARTIALLY_APPLIED,
                    "The probe says that a part of version %s is done.".formatted(change.version()),
                    "Undo it by hand, then retry the step; or restore the backup."));
    sql.dropInvalid(session, index);
  }

  @Override
  public ToolResult run(ToolOutput output) throws StepFailure, InterruptedException {
    try {
      sql.changeOutside(session, change, output);
      throwIfNotSo(probe.ask(session.database()));
      sql.record(session, change);
      return new ToolResult(0, change.script().name(), Duration.ZERO);
    } catch (StepFailure refused) {
      leadOut(refused);
      throw refused;
    } catch (ConnectionLost lost) {
      session.context().throwIfStopped();
      throw unreachable(lost);
    }
  }

  private void throwIfNotSo(Probed found) throws StepFailure {
    if (found != wanted()) {
      throw new StepFailure(
          FailureCode.LEDGER_DISAGREES,
          "'%s' ended well, but the probe says %s and not %s."
              .formatted(change.script().name(), found.word(), wanted().word()),
          "See whether the probe names what the file creates.");
    }
  }

  /** A statement that was refused may leave an invalid index, which only costs its upkeep. */
  private void leadOut(StepFailure refused) throws StepFailure, InterruptedException {
    try {
      if (!change.back() && probe.ask(session.database()) == Probed.PARTIAL) {
        dropInvalid();
      }
    } catch (ConnectionLost lost) {
      throw unreachable(lost);
    } catch (StepFailure left) {
      left.addSuppressed(refused);
      throw left;
    }
  }

  private StepFailure unreachable(ConnectionLost lost) {
    return new StepFailure(
        FailureCode.TARGET_UNREACHABLE,
        "The connection broke while '%s' ran: %s"
            .formatted(change.script().name(), lost.getMessage()),
        "See that the server runs, then retry the step, which looks first at what was left.",
        lost);
  }
}

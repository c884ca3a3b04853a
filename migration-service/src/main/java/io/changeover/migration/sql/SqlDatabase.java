package io.changeover.migration.sql;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Probed;
import io.changeover.migration.ToolOutput;
import java.util.List;
import java.util.Optional;

/** A database whose schema is changed by files of SQL, and the ledger in it. */
public interface SqlDatabase {
  /** The ledger's table, where the owner creates tables. */
  String LEDGER = "changeover_sql_ledger";

  /** The version that the ledger got last; empty when it has none. */
  String newest(DatabaseTarget database) throws StepFailure, InterruptedException;

  /** The checksum of the file by which a version was applied; nothing when it is not applied. */
  Optional<String> checksum(DatabaseTarget database, String version)
      throws StepFailure, InterruptedException;

  /**
   * Runs a file and changes the ledger, in one transaction.
   *
   * @throws StepFailure when the server refused a statement; nothing is changed
   * @throws ConnectionLost when nobody knows whether it was committed
   */
  void change(Session session, Change change, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException;

  /**
   * Runs a file and further statements, which keep another ledger, in one transaction.
   *
   * @throws StepFailure when the server refused a statement; nothing is changed
   * @throws ConnectionLost when nobody knows whether it was committed
   */
  void run(Session session, Script script, List<String> ledger, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException;

  /**
   * Runs a file of one statement outside of a transaction. The ledger is left alone.
   *
   * @throws StepFailure when the file holds more than that, or the server refused it; what it has
   *     left has to be looked at
   * @throws ConnectionLost when nobody knows how far it came
   */
  void changeOutside(Session session, Change change, ToolOutput output)
      throws StepFailure, ConnectionLost, InterruptedException;

  /** Changes the ledger alone, after {@link #changeOutside}. */
  void record(Session session, Change change)
      throws StepFailure, ConnectionLost, InterruptedException;

  /** Whether an index is there and valid, there and invalid, or not there. */
  Probed index(DatabaseTarget database, String name) throws StepFailure, InterruptedException;

  /**
   * Drops an invalid index.
   *
   * @throws StepFailure {@code refused} when another session is building it
   */
  void dropInvalid(Session session, String name)
      throws StepFailure, ConnectionLost, InterruptedException;
}

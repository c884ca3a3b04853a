package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import java.util.Collection;
import java.util.List;

/**
 * What a database says about itself. Every call throws {@code target-unreachable} when it is
 * silent.
 */
public interface Catalog {
  /** The server's version, for people. */
  String version(DatabaseTarget database) throws StepFailure, InterruptedException;

  /**
   * The schema.
   *
   * @param without tables to leave out, with all that belongs to them
   */
  SchemaListing schema(DatabaseTarget database, Collection<String> without)
      throws StepFailure, InterruptedException;

  /**
   * All values of a column, sorted; none when there is no such table.
   *
   * @param table as the owner finds it, with or without its schema; taken as an identifier
   */
  List<String> values(DatabaseTarget database, String table, String column)
      throws StepFailure, InterruptedException;

  /** What the sessions of a login wait for, in words; empty when none waits for a lock. */
  List<String> lockWaits(DatabaseTarget database, Login login)
      throws StepFailure, InterruptedException;
}

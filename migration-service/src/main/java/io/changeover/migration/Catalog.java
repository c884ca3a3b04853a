package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a database says about itself. Every call throws {@code target-unreachable} when it is
 * silent.
 */
public interface Catalog {
  /** Whether this reads databases of that sort. */
  boolean reads(ServerDatabase database);

  /** The server's product and version, for people. */
  String version(ServerDatabase database) throws StepFailure, InterruptedException;

  /**
   * The schema.
   *
   * @param without tables to leave out, with all that belongs to them
   */
  SchemaListing schema(ServerDatabase database, Collection<String> without)
      throws StepFailure, InterruptedException;

  /**
   * All values of a column, sorted; none when there is no such table.
   *
   * @param table as the owner finds it, with or without its schema; taken as an identifier
   */
  List<String> values(ServerDatabase database, String table, String column)
      throws StepFailure, InterruptedException;

  /**
   * The values of a column in the rows where another column has a value, sorted; none when there is
   * no such table.
   *
   * @param table as the owner finds it, with or without its schema; taken as an identifier
   */
  List<String> values(
      ServerDatabase database, String table, String column, String where, String equals)
      throws StepFailure, InterruptedException;

  /**
   * Asks a probe of the plan, in a read-only transaction.
   *
   * @param sql answers one row with one column
   * @throws StepFailure {@code refused} when it does not answer what a probe answers
   */
  Probed probe(ServerDatabase database, String sql) throws StepFailure, InterruptedException;

  /**
   * The locks on tables and indexes that the sessions of a login hold at this moment and that keep
   * others from writing or reading; what these sessions have made themselves and others do not see
   * yet is left out. Empty at a server that does not show them.
   */
  Optional<List<TableLock>> heldLocks(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException;

  /**
   * A lock.
   *
   * @param relation with its schema where a database has several
   * @param mode as the database calls it
   */
  record TableLock(String relation, String mode) {}

  /** What the sessions of a login wait for, in words; empty when none waits for a lock. */
  List<String> lockWaits(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException;
}

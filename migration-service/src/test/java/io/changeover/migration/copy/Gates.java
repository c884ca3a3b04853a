package io.changeover.migration.copy;

import static org.awaitility.Awaitility.await;

import io.changeover.testsupport.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/**
 * Holds up what comes into tables: each of their rows waits, within the server, until the gate of
 * its table is opened.
 */
final class Gates implements AutoCloseable {
  private static final String PASSES =
      "CREATE FUNCTION passes(gate int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(77, gate); RETURN true; END $$";

  private final Sides sides;
  private final Connection holding;

  private Gates(Sides sides, Connection holding) {
    this.sides = sides;
    this.holding = holding;
  }

  /** Makes tables of one number each on both sides, with closed gates from 1 on. */
  static Gates closed(Sides sides, String... tables) throws Exception {
    Gates gates = new Gates(sides, sides.owner.admin().connect());
    Sides _ = sides.postgres(PASSES);
    for (int i = 0; i < tables.length; i++) {
      gates.run("SELECT pg_advisory_lock(77, %d)".formatted(i + 1));
      Sides _ =
          sides.sqlite(
              "CREATE TABLE %s (id INT)".formatted(tables[i]),
              "INSERT INTO %s VALUES (7)".formatted(tables[i]));
      Sides _ =
          sides.postgres("CREATE TABLE %s (id int CHECK (passes(%d)))".formatted(tables[i], i + 1));
    }
    return gates;
  }

  void open(int gate) throws SQLException {
    run("SELECT pg_advisory_unlock(77, %d)".formatted(gate));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = holding.createStatement()) {
      boolean _ = statement.execute(sql);
    }
  }

  /** The sessions of copies that wait at a gate. */
  List<String> waiting() {
    return sides.rows(
        "SELECT pid::text FROM pg_stat_activity WHERE application_name LIKE 'changeover\\_copy%' AND wait_event = 'advisory' ORDER BY 1");
  }

  /** Waits until those that wait are others than before, or the copy has ended. */
  List<String> awaitOthers(FutureTask<?> copy, List<String> before) {
    return awaitWaiting(copy, now -> !now.isEmpty() && now.stream().noneMatch(before::contains));
  }

  private List<String> awaitWaiting(FutureTask<?> copy, Predicate<List<String>> wanted) {
    await().atMost(Patience.LONG).until(() -> copy.isDone() || wanted.test(waiting()));
    return waiting();
  }

  @Override
  public void close() throws SQLException {
    holding.close();
  }
}

package io.changeover.migration.copy.target;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.json.Json;
import io.changeover.kit.step.StepFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/**
 * What is known of a copy, in the target's own database: a chunk's rows and its entry here are one
 * transaction, so that neither a kill of the worker nor one of the server leaves a row out or
 * brings it twice. Every transaction first makes sure that no younger attempt has begun.
 *
 * @param key of the copy: deployment and step
 */
public record Ledger(String key) {
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

  private static final String TABLES =
      """
      CREATE SCHEMA IF NOT EXISTS changeover_copy;
      CREATE TABLE IF NOT EXISTS changeover_copy.copy (
        key text PRIMARY KEY, attempt bigint NOT NULL, tables text NOT NULL, evidence text);
      CREATE TABLE IF NOT EXISTS changeover_copy.chunk (
        key text NOT NULL REFERENCES changeover_copy.copy ON DELETE CASCADE,
        source text NOT NULL, number int NOT NULL, low bigint NOT NULL, high bigint NOT NULL, whole boolean NOT NULL,
        rows bigint, left_out bigint, mapped text, longest bigint,
        PRIMARY KEY (key, source, number));
      CREATE TABLE IF NOT EXISTS changeover_copy.definition (
        key text NOT NULL REFERENCES changeover_copy.copy ON DELETE CASCADE,
        number int NOT NULL, stage text NOT NULL, owner bigint NOT NULL, name text NOT NULL, restore text NOT NULL,
        done boolean NOT NULL DEFAULT false,
        PRIMARY KEY (key, number))
      """;

  /** The name of every session of this copy. */
  public String sessionName() {
    return "changeover_copy_" + Integer.toHexString(key.hashCode());
  }

  /** Whether there is any ledger. */
  public static boolean isThere(Connection connection) throws SQLException {
    return Statements.number(
            connection,
            "SELECT count(*) FROM pg_class WHERE oid = to_regclass('changeover_copy.copy')")
        > 0;
  }

  /** Creates the ledger's tables, where they are not there. */
  public static void create(Connection connection) throws SQLException {
    Statements.run(connection, TABLES);
  }

  /** Whether this copy was begun. */
  public boolean isBegun(Connection connection) throws SQLException {
    return Statements.number(
            connection, "SELECT count(*) FROM changeover_copy.copy WHERE key = ?", key)
        > 0;
  }

  /** Begins the copy. */
  public void begin(Connection connection, Collection<String> tables, Collection<Chunk> chunks)
      throws SQLException {
    Statements.update(
        connection,
        "INSERT INTO changeover_copy.copy (key, attempt, tables) VALUES (?, 0, ?)",
        key,
        String.join("\n", tables));
    for (Chunk chunk : chunks) {
      add(connection, chunk);
    }
  }

  private void add(Connection connection, Chunk chunk) throws SQLException {
    Statements.update(
        connection,
        "INSERT INTO changeover_copy.chunk (key, source, number, low, high, whole) VALUES (?, ?, ?, ?, ?, ?)",
        key,
        chunk.table(),
        chunk.number(),
        chunk.low(),
        chunk.high(),
        chunk.whole());
  }

  /**
   * Begins an attempt; from then on no older one gets anything in.
   *
   * @param number larger than those of older attempts
   * @return false, with nothing changed and nobody's session ended, when a younger attempt has
   *     begun, or the copy was undone
   */
  public boolean take(Connection connection, long number) throws SQLException {
    List<Long> now = now(connection, "");
    if (now.isEmpty() || now.getFirst() >= number) {
      return false;
    }
    endSessions(connection);
    return Statements.update(
            connection,
            "UPDATE changeover_copy.copy SET attempt = ? WHERE key = ? AND attempt < ?",
            number,
            key,
            number)
        > 0;
  }

  /** Takes the copy from whoever has it; false when it was undone meanwhile. */
  public boolean takeAway(Connection connection) throws SQLException {
    endSessions(connection);
    return Statements.update(
            connection, "UPDATE changeover_copy.copy SET attempt = attempt + 1 WHERE key = ?", key)
        > 0;
  }

  private void endSessions(Connection connection) throws SQLException {
    List<Boolean> _ =
        Statements.list(
            connection,
            row -> row.getBoolean(1),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ? AND datname = current_database() AND pid <> pg_backend_pid()",
            sessionName());
  }

  /** The number of the attempt that has the copy; empty when the copy was not begun. */
  private List<Long> now(Connection connection, String lock) throws SQLException {
    return Statements.list(
        connection,
        row -> row.getLong(1),
        "SELECT attempt FROM changeover_copy.copy WHERE key = ?" + lock,
        key);
  }

  /** An older attempt is told so. */
  public static StepFailure superseded() {
    return new StepFailure(
        FailureCode.REFUSED,
        "A younger attempt at the same copy has begun.",
        "Nothing: the younger attempt goes on.");
  }

  /** An attempt whose copy is gone is told so. */
  public static StepFailure undone() {
    return new StepFailure(
        FailureCode.REFUSED,
        "The copy was undone while this attempt went on.",
        "Retry the step if the tables are to be filled after all.");
  }

  /**
   * Makes sure, until the transaction ends, that no younger attempt begins.
   *
   * @throws StepFailure {@code refused} when one has begun, or the copy was undone
   */
  public void require(Connection connection, long attempt) throws SQLException, StepFailure {
    List<Long> now = now(connection, " FOR SHARE");
    if (now.isEmpty()) {
      throw undone();
    }
    if (now.getFirst() != attempt) {
      throw superseded();
    }
  }

  /** The qualified names of the tables that are filled. */
  public List<String> tables(Connection connection) throws SQLException {
    return Statements.list(
            connection,
            row -> row.getString(1),
            "SELECT tables FROM changeover_copy.copy WHERE key = ?",
            key)
        .getFirst()
        .lines()
        .toList();
  }

  /** Chunks that are still to be copied. */
  public List<Chunk> open(Connection connection) throws SQLException {
    return Statements.list(
        connection,
        row ->
            new Chunk(
                row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getBoolean(5)),
        "SELECT source, number, low, high, whole FROM changeover_copy.chunk WHERE key = ? AND rows IS NULL ORDER BY high - low DESC, source, number",
        key);
  }

  /** All chunks. */
  public List<Chunk> chunks(Connection connection) throws SQLException {
    return Statements.list(
        connection,
        row ->
            new Chunk(
                row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getBoolean(5)),
        "SELECT source, number, low, high, whole FROM changeover_copy.chunk WHERE key = ? ORDER BY source, number",
        key);
  }

  /** Notes a chunk, in the transaction of its rows. */
  public void note(Connection connection, Chunk chunk, Copied copied) throws SQLException {
    Statements.update(
        connection,
        "UPDATE changeover_copy.chunk SET rows = ?, left_out = ?, mapped = ?, longest = ? WHERE key = ? AND source = ? AND number = ?",
        copied.rows(),
        copied.leftOut(),
        Json.mapper().writeValueAsString(copied.mapped()),
        copied.longest(),
        key,
        chunk.table(),
        chunk.number());
  }

  /** What was copied so far, by the source's tables. */
  public Map<String, Copied> copied(Connection connection) throws SQLException {
    Map<String, Copied> sums = new HashMap<>();
    Statements.list(
        connection,
        row -> sums.merge(row.getString(1), read(row), Ledger::sum),
        "SELECT source, rows, left_out, mapped, longest FROM changeover_copy.chunk WHERE key = ? AND rows IS NOT NULL",
        key);
    return sums;
  }

  private static Copied read(ResultSet row) throws SQLException {
    return new Copied(
        row.getLong(2),
        row.getLong(3),
        Json.mapper().readValue(row.getString(4), COUNTS),
        row.getLong(5));
  }

  private static Copied sum(Copied one, Copied other) {
    Map<String, Long> mapped = new HashMap<>(one.mapped());
    other.mapped().forEach((what, count) -> mapped.merge(what, count, Long::sum));
    return new Copied(
        one.rows() + other.rows(),
        one.leftOut() + other.leftOut(),
        mapped,
        Math.max(one.longest(), other.longest()));
  }

  /** What a finished copy could show; empty for one that is not finished. */
  public Optional<String> evidence(Connection connection) throws SQLException {
    return Statements.list(
            connection,
            row -> Optional.ofNullable(row.getString(1)),
            "SELECT evidence FROM changeover_copy.copy WHERE key = ?",
            key)
        .stream()
        .findFirst()
        .flatMap(found -> found);
  }

  /** Ends the copy, durably; only what shows that it was done is kept. */
  public void finish(Connection connection, String evidence) throws SQLException {
    Statements.update(
        connection, "UPDATE changeover_copy.copy SET evidence = ? WHERE key = ?", evidence, key);
    Statements.update(connection, "DELETE FROM changeover_copy.chunk WHERE key = ?", key);
  }

  /** Forgets the copy, and the ledger with its last one. */
  public void forget(Connection connection) throws SQLException {
    Statements.update(connection, "DELETE FROM changeover_copy.copy WHERE key = ?", key);
    if (Statements.number(connection, "SELECT count(*) FROM changeover_copy.copy") == 0) {
      Statements.run(connection, "DROP SCHEMA changeover_copy CASCADE");
    }
  }
}

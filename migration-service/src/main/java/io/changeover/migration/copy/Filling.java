package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.step.CopyVerification;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.Preparing.Prepared;
import io.changeover.migration.copy.cell.Tally;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.target.Chunk;
import io.changeover.migration.copy.target.Copied;
import io.changeover.migration.copy.target.Definition;
import io.changeover.migration.copy.target.Definition.Stage;
import io.changeover.migration.copy.target.Definitions;
import io.changeover.migration.copy.target.Sequences;
import io.changeover.migration.copy.target.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills the tables: chunks side by side; the keys and indexes of a table as soon as it is full;
 * then references, triggers and sequences; then the comparison.
 */
final class Filling {
  private final Wanted wanted;
  private final SourceDatabase source;
  private final Prepared prepared;
  private final TargetConnections connections;
  private final Clock clock;
  private final Attempts attempts;
  private final Definitions definitions;
  private final Map<String, Integer> chunksLeft = new HashMap<>();
  private final Tally refused = new Tally();

  Filling(
      Wanted wanted,
      SourceDatabase source,
      Prepared prepared,
      TargetConnections connections,
      Clock clock,
      Attempts attempts) {
    this.wanted = wanted;
    this.source = source;
    this.prepared = prepared;
    this.connections = connections;
    this.clock = clock;
    this.attempts = attempts;
    this.definitions = new Definitions(wanted.ledger());
  }

  Evidence fill(Connection connection) throws Exception {
    Instant began = clock.instant();
    load(connection);
    references(connection);
    wanted.ledger().require(connection, prepared.attempt());
    Sequences.set(connection, prepared.targets());
    connection.commit();
    Map<String, Copied> copied = wanted.ledger().copied(connection);
    List<Chunk> chunks = wanted.ledger().chunks(connection);
    connection.commit();
    Map<String, Long> mapped = mapped(copied);
    Comparing comparing = new Comparing(wanted, source, prepared, connections, clock);
    comparing.counts(copied);
    Instant loaded = clock.instant();
    @Nullable Digest content =
        wanted.verify() == CopyVerification.CONTENT ? comparing.content(copied, chunks) : null;
    return new Evidence.Copied(
        rows(copied),
        mapped,
        Duration.between(began, loaded),
        Duration.between(loaded, clock.instant()),
        wanted.verify().word(),
        content);
  }

  private Map<String, Long> rows(Map<String, Copied> copied) {
    Map<String, Long> rows = new TreeMap<>();
    copied.forEach((table, one) -> rows.put(prepared.pair(table).target().name(), one.rows()));
    return rows;
  }

  private Map<String, Long> mapped(Map<String, Copied> copied) throws StepFailure {
    Map<String, Long> mapped = new TreeMap<>();
    copied
        .values()
        .forEach(
            one -> one.mapped().forEach((what, count) -> mapped.merge(what, count, Long::sum)));
    for (TablePair pair : prepared.pairs()) {
      for (MappedReference reference : pair.references()) {
        if (reference.as() != null) {
          mapped.put(reference.words() + " as " + reference.as(), source.number(reference.count()));
        }
      }
    }
    return mapped;
  }

  private Crew<Worker> crew() {
    return new Crew<>(() -> Worker.open(wanted, source, connections));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void load(Connection connection) throws Exception {
    List<Chunk> open = wanted.ledger().open(connection);
    long before =
        wanted.ledger().copied(connection).values().stream().mapToLong(Copied::rows).sum();
    connection.commit();
    Rate rate = new Rate(before, prepared.rows(), "copying", wanted.context(), clock);
    Crew<Worker> crew = crew();
    open.forEach(chunk -> chunksLeft.merge(chunk.table(), 1, Integer::sum));
    for (Chunk chunk : open) {
      crew.add(worker -> load(chunk, worker, rate, crew));
    }
    for (TablePair pair : prepared.pairs()) {
      if (!chunksLeft.containsKey(pair.name())) {
        crew.add(worker -> finish(pair, worker, crew));
      }
    }
    crew.finish(cores(), rate::tell);
    rate.tell();
    if (!refused.refused().isEmpty()) {
      throw Failures.refused(refused.refused());
    }
  }

  private void load(Chunk chunk, Worker worker, Rate rate, Crew<Worker> crew) throws Exception {
    TablePair pair = prepared.pair(chunk.table());
    LoadingChunk loading = new LoadingChunk(pair, chunk, wanted.rules(), rate);
    if (isRefusing()) {
      loading.count(worker);
    } else {
      inTransaction(
          worker.target(),
          () -> {
            Copied copied = loading.load(worker);
            if (loading.tally().refused().isEmpty()) {
              wanted.ledger().note(worker.target(), chunk, copied);
            }
          });
      attempts.arrived();
    }
    noteRefused(loading.tally());
    if (isLast(chunk.table()) && !isRefusing()) {
      finish(pair, worker, crew);
    }
  }

  private synchronized boolean isRefusing() {
    return !refused.refused().isEmpty();
  }

  private synchronized void noteRefused(Tally tally) {
    if (!tally.refused().isEmpty()) {
      refused.add(tally);
    }
  }

  private synchronized boolean isLast(String table) {
    return chunksLeft.merge(table, -1, Integer::sum) == 0;
  }

  /** Puts back the next key or index, and after the last one makes statistics. */
  private void finish(TablePair pair, Worker worker, Crew<Worker> crew) throws Exception {
    List<Definition> open =
        definitions.open(worker.target(), Stage.TABLE).stream()
            .filter(definition -> isOf(pair, definition))
            .toList();
    worker.target().commit();
    if (open.isEmpty()) {
      inTransaction(
          worker.target(),
          () -> Statements.run(worker.target(), "ANALYZE " + pair.target().qualified()));
      return;
    }
    restore(open.getFirst(), worker);
    crew.addFirst(next -> finish(pair, next, crew));
  }

  private void restore(Definition definition, Worker worker) throws Exception {
    inTransaction(worker.target(), () -> definitions.restore(worker.target(), definition));
    attempts.arrived();
  }

  private static boolean isOf(TablePair pair, Definition definition) {
    return definition.ownerOid() == pair.target().oid();
  }

  private void references(Connection connection) throws Exception {
    wanted.ledger().require(connection, prepared.attempt());
    for (Definition each : definitions.open(connection, Stage.REFERENCE)) {
      definitions.restore(connection, each);
    }
    connection.commit();
    Crew<Worker> crew = crew();
    for (Definition each : definitions.open(connection, Stage.VALIDATION)) {
      crew.add(worker -> restore(each, worker));
    }
    connection.commit();
    Rate rate = new Rate(0, 0, "checking references", wanted.context(), clock);
    crew.finish(cores(), rate::tell);
    triggers(connection);
  }

  private void triggers(Connection connection) throws SQLException, StepFailure {
    wanted.ledger().require(connection, prepared.attempt());
    for (Definition each : definitions.open(connection, Stage.TRIGGER)) {
      definitions.restore(connection, each);
    }
    connection.commit();
  }

  /** Something that changes the target. */
  @FunctionalInterface
  private interface Change {
    void make() throws Exception;
  }

  private void inTransaction(Connection connection, Change change) throws Exception {
    boolean committed = false;
    try {
      wanted.ledger().require(connection, prepared.attempt());
      change.make();
      connection.commit();
      committed = true;
    } finally {
      if (!committed) {
        rollBack(connection);
      }
    }
  }

  private static void rollBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
    }
  }
}

package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.json.Json;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.sqlite.SqliteStatement;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.Preparing.Prepared;
import io.changeover.migration.copy.compare.Checksum;
import io.changeover.migration.copy.compare.SourceForm;
import io.changeover.migration.copy.compare.TargetForm;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.target.Chunk;
import io.changeover.migration.copy.target.Copied;
import io.changeover.migration.copy.target.Statements;
import io.changeover.migration.copy.target.TargetColumn;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads both sides once more. Where a rule has changed values of a table, its rows go through the
 * rules again; everywhere else the source is put into the common form in another way than it was
 * copied.
 */
final class Comparing {
  /** So many pages of a table are read in one piece. */
  private static final long PAGES = 4096;

  private static final int COUNTED_AT_ONCE = 1024;

  private final Wanted wanted;
  private final SourceDatabase source;
  private final Prepared prepared;
  private final TargetConnections connections;
  private final Clock clock;
  private final Map<String, Checksum> sources = new TreeMap<>();
  private final Map<String, Checksum> targets = new TreeMap<>();

  Comparing(
      Wanted wanted,
      SourceDatabase source,
      Prepared prepared,
      TargetConnections connections,
      Clock clock) {
    this.wanted = wanted;
    this.source = source;
    this.prepared = prepared;
    this.connections = connections;
    this.clock = clock;
  }

  private static Checksum counted(long rows) {
    return new Checksum(rows, 0, 0);
  }

  /** Compares the rows of each table that both servers count. */
  void counts(Map<String, Copied> copied) throws Exception {
    Crew<Worker> crew = crew();
    for (TablePair pair : prepared.pairs()) {
      long leftOut = of(copied, pair).leftOut();
      crew.add(worker -> {
        long there =
            worker.source().connection().number("SELECT count(*) FROM " + pair.source().quoted());
        long byReference = worker.source().connection().number(pair.countLeftOut());
        add(sources, pair, counted(there - leftOut - byReference));
      });
      crew.add(worker -> {
        add(
            targets,
            pair,
            counted(
                Statements.number(
                    worker.target(), "SELECT count(*) FROM " + pair.target().qualified())));
        worker.target().commit();
      });
    }
    finish(crew, "counting", 0);
  }

  /** Compares every value. */
  Digest content(Map<String, Copied> copied, List<Chunk> chunks) throws Exception {
    sources.clear();
    targets.clear();
    Rate rate = new Rate(0, prepared.rows(), "comparing", wanted.context(), clock);
    Crew<Worker> crew = crew();
    for (Chunk chunk : chunks) {
      TablePair pair = prepared.pair(chunk.table());
      boolean mapped = isMapped(pair, of(copied, pair));
      crew.add(worker -> add(sources, pair, source(worker, pair, chunk, mapped, rate)));
    }
    for (TablePair pair : prepared.pairs()) {
      Copied one = of(copied, pair);
      boolean mapped = isMapped(pair, one);
      boolean large = mapped || TargetForm.isLarge(one.longest());
      List<TargetColumn> columns = compared(pair, mapped);
      crew.add(worker -> split(worker, pair, () -> new TargetForm(columns, large), crew));
    }
    finish(crew, rate);
    return digest();
  }

  private void split(Worker worker, TablePair pair, Supplier<TargetForm> forms, Crew<Worker> crew)
      throws Exception {
    long pages =
        Statements.number(
            worker.target(),
            "SELECT CASE relkind WHEN 'r' THEN pg_relation_size(oid) / current_setting('block_size')::bigint ELSE 0 END FROM pg_class WHERE oid = "
                + pair.target().oid());
    worker.target().commit();
    if (pages <= PAGES) {
      add(targets, pair, target(worker, pair, forms.get(), ""));
      return;
    }
    for (long from = 0; from < pages; from += PAGES) {
      String range =
          " WHERE ctid >= '(%d,0)' AND ctid < '(%d,0)'"
              .formatted(from, from + PAGES >= pages ? Integer.MAX_VALUE : from + PAGES);
      crew.addFirst(next -> add(targets, pair, target(next, pair, forms.get(), range)));
    }
  }

  private static Checksum target(Worker worker, TablePair pair, TargetForm form, String range)
      throws Exception {
    String sql =
        "COPY (SELECT %s FROM %s%s) TO STDOUT (FORMAT binary)"
            .formatted(form.columnList(), pair.target().qualified(), range);
    Connection connection = worker.target();
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
    byte[] row = copy.readFromCopy();
    while (row != null) {
      form.add(row);
      row = copy.readFromCopy();
    }
    connection.commit();
    return form.checksum();
  }

  private Checksum source(Worker worker, TablePair pair, Chunk chunk, boolean mapped, Rate rate)
      throws Exception {
    if (mapped) {
      return new MappedContent(pair, wanted.rules()).of(worker, chunk);
    }
    SourceForm form = new SourceForm(compared(pair, false));
    try (SqliteStatement rows =
        worker.source().connection().prepare(pair.select(pair.columns(), chunk))) {
      int counted = 0;
      while (rows.step()) {
        form.add(rows);
        if (++counted % COUNTED_AT_ONCE == 0) {
          rate.add(COUNTED_AT_ONCE);
        }
      }
    }
    return form.checksum();
  }

  private static Copied of(Map<String, Copied> copied, TablePair pair) {
    return copied.getOrDefault(pair.name(), new Copied(0, 0, Map.of(), 0));
  }

  private static boolean isMapped(TablePair pair, Copied copied) {
    return !copied.mapped().isEmpty()
        || pair.references().stream().anyMatch(reference -> reference.as() != null);
  }

  private static List<TargetColumn> compared(TablePair pair, boolean mapped) {
    return (mapped ? pair.filled() : pair.columns()).stream().map(ColumnPair::target).toList();
  }

  private Crew<Worker> crew() {
    return new Crew<>(() -> Worker.open(wanted, source, connections));
  }

  private void finish(Crew<Worker> crew, String doing, long all) throws Exception {
    finish(crew, new Rate(0, all, doing, wanted.context(), clock));
  }

  private void finish(Crew<Worker> crew, Rate rate) throws Exception {
    crew.finish(Runtime.getRuntime().availableProcessors(), rate::tell);
    Map<String, String> different = different();
    if (!different.isEmpty()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.CHECK_FAILED,
              "Source and target do not hold the same: " + String.join("; ", different.values()),
              "See whether somebody writes to the target, or a trigger or a constraint of it changes rows.",
              String.join("\n", different.values())));
    }
  }

  private Map<String, String> different() {
    Map<String, String> different = new TreeMap<>();
    sources.forEach((table, checksum) -> {
      Checksum other = targets.getOrDefault(table, Checksum.NOTHING);
      if (!other.equals(checksum)) {
        different.put(table, "%s: source %s, target %s".formatted(table, checksum, other));
      }
    });
    return different;
  }

  private synchronized void add(Map<String, Checksum> sums, TablePair pair, Checksum checksum) {
    sums.merge(pair.name(), checksum, Checksum::plus);
  }

  private Digest digest() {
    String text =
        targets.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("\n"));
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}

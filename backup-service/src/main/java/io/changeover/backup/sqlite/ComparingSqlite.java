package io.changeover.backup.sqlite;

import io.changeover.backup.content.Ledgers;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.SqliteTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a SQLite database holds now, beside what its backup holds. */
@Component
public final class ComparingSqlite {
  private final SqliteBackups backups;

  ComparingSqlite(SqliteBackups backups) {
    this.backups = backups;
  }

  /** Is the database what it was when it was backed up? */
  public Outcome fingerprint(
      StepCommand command, Fingerprint spec, SqliteTarget target, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    SqliteManifest manifest = backups.made(command, spec.against()).manifest().orElseThrow();
    SqliteContent now = now(target, context);
    List<CheckResult> checks = new ArrayList<>();
    if (spec.scope() != FingerprintScope.SCHEMA) {
      checks.add(content(manifest, changed(manifest.content(), now), command.severity()));
    }
    if (spec.scope() != FingerprintScope.DATA) {
      checks.add(
          CheckResult.of(
              "schema",
              "fingerprint " + manifest.content().schema(),
              "fingerprint " + now.schema(),
              command.severity(),
              now.schema().equals(manifest.content().schema())));
    }
    return Outcome.ofChecks(
        checks,
        "See which tables differ, and whether the change was meant. If not, going back to the backup brings the old content.");
  }

  private static CheckResult content(
      SqliteManifest manifest, List<String> changed, Severity severity) {
    return CheckResult.of(
        "content of the tables",
        "%d tables as in the backup %s"
            .formatted(manifest.content().tables().size(), manifest.backup()),
        changed.isEmpty() ? "equal" : "different: " + String.join(", ", changed),
        severity,
        changed.isEmpty());
  }

  /** What a restore would cost. */
  Outcome price(SqliteBackups.Place place, SqliteTarget target, StepContext context)
      throws IOException, StepFailure, InterruptedException {
    SqliteManifest manifest = place.manifest().orElseThrow();
    boolean undamaged = place.isUndamaged(manifest);
    SqliteContent now = now(target, context);
    Map<String, Long> rows = rows(manifest.content());
    Map<String, Long> rowsNow = rows(now);
    long moved =
        rows.entrySet().stream()
            .filter(table -> !Ledgers.isLedger(table.getKey()))
            .mapToLong(
                table -> Math.abs(rowsNow.getOrDefault(table.getKey(), 0L) - table.getValue()))
            .sum();
    return Outcome.succeeded(
        new Evidence.RestorePrice(
            undamaged, moved, changed(manifest.content(), now), manifest.provedIn()),
        List.of(
            CheckResult.of(
                "copy",
                "there, with the SHA-256 of when it was written",
                undamaged ? "as expected" : "changed or gone",
                Severity.MINOR,
                undamaged)));
  }

  private static Map<String, Long> rows(SqliteContent content) {
    return content.tables().stream()
        .collect(Collectors.toMap(SqliteContent.Table::name, SqliteContent.Table::rows));
  }

  private static List<String> changed(SqliteContent before, SqliteContent now) {
    Map<String, SqliteContent.Table> tables =
        now.tables().stream()
            .collect(Collectors.toMap(SqliteContent.Table::name, Function.identity()));
    List<String> changed = new ArrayList<>();
    before.tables().stream()
        .filter(table -> !table.equals(tables.remove(table.name())))
        .forEach(table -> changed.add(table.name()));
    changed.addAll(tables.keySet());
    return changed;
  }

  private static SqliteContent now(SqliteTarget target, StepContext context)
      throws StepFailure, InterruptedException {
    try (SqliteConnection connection = SqliteConnection.open(target.file())) {
      return SqliteContent.read(connection, context);
    } catch (SqliteFailure failure) {
      throw SqliteReasons.explained(failure);
    }
  }
}

package io.changeover.backup.check;

import io.changeover.backup.content.ContentNow;
import io.changeover.backup.content.Ledgers;
import io.changeover.backup.content.ReadingContent;
import io.changeover.backup.content.TableContent;
import io.changeover.backup.content.TableNow;
import io.changeover.backup.mariadb.LookingAtMariaDb;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.backup.sqlite.ComparingSqlite;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Severity;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.FingerprintScope;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.SqliteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The step fingerprint: is the database what it was when it was dumped? The tables in which
 * migration tools keep which version the schema has belong to the schema: the scope data leaves
 * them out, because every migration changes them.
 */
@Component
final class FingerprintHandler implements StepHandler<Fingerprint> {
  /** Each differing table is a check of its own, up to so many. */
  static final int MOST_NAMED = 50;

  private static final String WHAT_TO_DO =
      "See which tables differ, and whether the change was meant. If not, going back to the backup brings the old content.";

  private final Servers servers;
  private final NamedBackup named;
  private final LookingAtMariaDb mariaDb;
  private final Databases databases;
  private final ComparingSqlite sqlite;

  FingerprintHandler(
      Servers servers,
      NamedBackup named,
      LookingAtMariaDb mariaDb,
      Databases databases,
      ComparingSqlite sqlite) {
    this.servers = servers;
    this.named = named;
    this.mariaDb = mariaDb;
    this.databases = databases;
    this.sqlite = sqlite;
  }

  @Override
  public Class<Fingerprint> kind() {
    return Fingerprint.class;
  }

  @Override
  public Outcome handle(StepCommand command, Fingerprint spec, StepContext context)
      throws Exception {
    if (databases.registered(command.target(spec.target())) instanceof SqliteTarget file) {
      return sqlite.fingerprint(command, spec, file, context);
    }
    Manifest manifest = named.by(command, spec.against());
    List<TableContent> before = wanted(manifest, spec);
    Function<ContentNow, Outcome> judgement =
        now ->
            Outcome.ofChecks(compare(now, manifest, spec.scope(), command.severity()), WHAT_TO_DO);
    return mariaDb.isFor(command, spec.target())
        ? mariaDb.judge(command, spec.target(), context, before, judgement)
        : servers.with(
            command, spec.target(), context, server -> judgement.apply(read(server, before)));
  }

  private static List<TableContent> wanted(Manifest manifest, Fingerprint spec) {
    if (spec.scope() == FingerprintScope.SCHEMA) {
      return List.of();
    }
    return manifest.content().tables().stream()
        .filter(table -> spec.scope() == FingerprintScope.ALL || !Ledgers.isLedger(table.name()))
        .toList();
  }

  private static ContentNow read(Server server, List<TableContent> before) throws Exception {
    try (Session session = server.open().atOneMoment()) {
      return new ContentNow(ReadingContent.again(session, before), ReadingContent.schema(session));
    }
  }

  private static List<CheckResult> compare(
      ContentNow now, Manifest manifest, @Nullable FingerprintScope scope, Severity severity) {
    List<CheckResult> checks = new ArrayList<>();
    if (scope != FingerprintScope.SCHEMA) {
      checks.addAll(data(now.tables(), manifest, severity));
    }
    if (scope != FingerprintScope.DATA) {
      checks.add(schema(now.schema(), manifest, severity));
    }
    return checks;
  }

  private static List<CheckResult> data(
      List<TableNow> tables, Manifest manifest, Severity severity) {
    List<TableNow> different = tables.stream().filter(table -> !table.same()).toList();
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        CheckResult.of(
            "content of the tables",
            "%d tables as in the backup %s".formatted(tables.size(), manifest.backup()),
            different.isEmpty() ? "equal" : "%d tables differ".formatted(different.size()),
            severity,
            different.isEmpty()));
    different.stream()
        .limit(MOST_NAMED)
        .map(table ->
            CheckResult.of(
                "table " + table.before().qualifiedName(),
                table.expected(),
                table.actual(),
                severity,
                false))
        .forEach(checks::add);
    return checks;
  }

  private static CheckResult schema(Digest now, Manifest manifest, Severity severity) {
    Digest then = manifest.content().schema();
    return CheckResult.of(
        "schema", "fingerprint " + then, "fingerprint " + now, severity, now.equals(then));
  }
}

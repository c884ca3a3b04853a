package io.changeover.backup.check;

import io.changeover.backup.content.ReadingContent;
import io.changeover.backup.content.TableNow;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  private static final Set<String> LEDGERS =
      Set.of(
          "alembic_version",
          "flyway_schema_history",
          "django_migrations",
          "_prisma_migrations",
          "migrations");

  private static final String WHAT_TO_DO =
      "See which tables differ, and whether the change was meant. If not, going back to the backup brings the old content.";

  private final Servers servers;
  private final NamedBackup named;

  FingerprintHandler(Servers servers, NamedBackup named) {
    this.servers = servers;
    this.named = named;
  }

  @Override
  public Class<Fingerprint> kind() {
    return Fingerprint.class;
  }

  @Override
  public Outcome handle(StepCommand command, Fingerprint spec, StepContext context)
      throws Exception {
    Manifest manifest = named.by(command, spec.against());
    return servers.with(
        command,
        spec.target(),
        context,
        server ->
            Outcome.ofChecks(compare(server, manifest, spec, command.severity()), WHAT_TO_DO));
  }

  private static List<CheckResult> compare(
      Server server, Manifest manifest, Fingerprint spec, Severity severity) throws Exception {
    List<CheckResult> checks = new ArrayList<>();
    try (Session session = server.open().atOneMoment()) {
      List<TableNow> tables =
          ReadingContent.again(
              session,
              manifest.content().tables().stream()
                  .filter(table ->
                      spec.scope() == FingerprintScope.ALL || !LEDGERS.contains(table.name()))
                  .toList());
      checks.addAll(data(tables, manifest, severity));
      if (spec.scope() == FingerprintScope.ALL) {
        checks.add(schema(ReadingContent.schema(session), manifest, severity));
      }
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

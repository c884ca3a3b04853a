package io.changeover.migration.prisma;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether Prisma, its workspace and its ledger fit together. */
record PrismaInspection(
    Path workspace, PrismaCommand command, PrismaLedger ledger, Severity severity) {
  private static final Pattern VERSION = Pattern.compile("(?m)^prisma\\s*:\\s*(\\d+(?:\\.\\d+)*)");
  private static final Pattern STATUS =
      Pattern.compile(
          "(?m)^(\\d+ migrations? found .*|Database schema is up to date!|\\d{14}_\\S+)");

  /** Each finding; those that rest on one that failed are left out. */
  List<CheckResult> look(@Nullable String versionAtLeast) throws StepFailure, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    try {
      checks.add(version(versionAtLeast == null ? "" : versionAtLeast));
      PrismaMigrations migrations = PrismaMigrations.in(workspace, command.settings().migrations());
      checks.add(
          check(
              "migrations",
              "at least one",
              migrations.names().size() + " in the workspace",
              !migrations.names().isEmpty()));
      checks.addAll(ledger(migrations));
      checks.add(status());
    } catch (StepFailure failed) {
      checks.add(check("prisma", "ready", said(failed), false));
    }
    return checks;
  }

  /** An unreachable database is no finding about Prisma. */
  private static String said(StepFailure failed) throws StepFailure {
    if (failed.reason().code() == FailureCode.TARGET_UNREACHABLE) {
      throw failed;
    }
    return failed.reason().message();
  }

  /** The exit code says nothing here: it is that of engines which are not needed. */
  private CheckResult version(String atLeast) throws StepFailure, InterruptedException {
    ToolResult result = command.run(workspace, line -> {}, "--version");
    Matcher version = VERSION.matcher(result.output());
    String expected = atLeast.isEmpty() ? "any version" : "at least " + atLeast;
    if (!version.find()) {
      return check("prisma", expected, "exit code %d".formatted(result.exitCode()), false);
    }
    String found = version.group(1);
    boolean enough =
        atLeast.isEmpty() || ToolVersion.of(found).compareTo(ToolVersion.of(atLeast)) >= 0;
    return check("prisma", expected, found, enough);
  }

  private List<CheckResult> ledger(PrismaMigrations migrations) throws StepFailure {
    List<LedgerRow> rows = ledger.rows(command.database());
    Applied applied = Applied.of(rows, migrations);
    String newest = applied.count() == 0 ? "none applied" : "applied up to " + applied.newest();
    List<String> changed = changed(rows, migrations);
    return List.of(
        check("migrations of the database", "ones that the workspace has", newest, true),
        check("failed migrations", "none", named(applied.failed()), applied.failed().isEmpty()),
        check("applied migrations changed since", "none", named(changed), changed.isEmpty()));
  }

  private static List<String> changed(List<LedgerRow> rows, PrismaMigrations migrations)
      throws StepFailure {
    List<String> changed = new ArrayList<>();
    try {
      for (LedgerRow row : rows) {
        if (row.applied() && !row.checksum().equals(migrations.checksum(row.name()))) {
          changed.add(row.name());
        }
      }
      return changed;
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "A migration's file cannot be read: " + unreadable.getMessage(),
          "See that the workspace can be read, then retry the step.",
          unreadable);
    }
  }

  private static String named(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** Pending migrations make it end with 1 as errors do, so what it says counts. */
  private CheckResult status() throws StepFailure, InterruptedException {
    ToolResult result = command.run(workspace, line -> {}, "migrate", "status");
    String seen =
        String.join(", ", STATUS.matcher(result.output()).results().map(m -> m.group(1)).toList());
    return check(
        "prisma migrate status",
        "an answer",
        seen.isEmpty() ? "exit code %d".formatted(result.exitCode()) : seen,
        !seen.isEmpty());
  }

  private CheckResult check(String name, String expected, String actual, boolean asExpected) {
    return CheckResult.of(name, expected, actual, severity, asExpected);
  }
}

package io.changeover.migration.laravel;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether artisan, its workspace and its ledger fit together. */
record LaravelInspection(ArtisanCommand command, LaravelLedger ledger, Severity severity) {
  private static final Pattern VERSION =
      Pattern.compile(".*Laravel Framework v?(\\d+(?:\\.\\d+)*).*", Pattern.DOTALL);

  /** Each finding; those that rest on one that failed are left out. */
  List<CheckResult> look(@Nullable String versionAtLeast) throws StepFailure, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    try {
      checks.add(version(versionAtLeast == null ? "" : versionAtLeast));
    } catch (StepFailure failed) {
      if (failed.reason().code() != FailureCode.TOOL_MISSING) {
        throw failed;
      }
      checks.add(check("artisan", "runs", failed.reason().message(), false));
      return checks;
    }
    checks.add(status());
    checks.add(migrations());
    return checks;
  }

  private CheckResult version(String atLeast) throws StepFailure, InterruptedException {
    ToolResult result = command.run(line -> {}, List.of("--version"));
    Matcher version = VERSION.matcher(result.output());
    String expected = "Laravel, " + (atLeast.isEmpty() ? "any version" : "at least " + atLeast);
    if (!result.succeeded() || !version.matches()) {
      return check("artisan", expected, "exit code %d".formatted(result.exitCode()), false);
    }
    String found = version.group(1);
    boolean enough =
        atLeast.isEmpty() || ToolVersion.of(found).compareTo(ToolVersion.of(atLeast)) >= 0;
    return check("artisan", expected, found, enough);
  }

  /** Artisan exits with 1 also when there is no ledger yet. */
  private CheckResult status() throws StepFailure, InterruptedException {
    ToolResult result = command.run(line -> {}, List.of("migrate:status"));
    boolean fine = result.succeeded() || result.output().contains("Migration table not found");
    String actual = fine ? "answers" : "exit code %d".formatted(result.exitCode());
    return check("artisan migrate:status", "reads the ledger", actual, fine);
  }

  private CheckResult migrations() throws StepFailure, InterruptedException {
    List<String> files = WorkspaceMigrations.of(command.workspace()).names();
    Set<String> applied = new HashSet<>(ledger.newestFirst(command.database()));
    long there = files.stream().filter(applied::contains).count();
    boolean known = there == applied.size();
    return check(
        "migrations",
        "the workspace has all that are applied",
        "%d files, %d of them applied; %d applied ones without a file"
            .formatted(files.size(), there, applied.size() - there),
        known);
  }

  private CheckResult check(String name, String expected, String actual, boolean asExpected) {
    return CheckResult.of(name, expected, actual, severity, asExpected);
  }
}

package io.changeover.migration.django;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolVersion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether Django, its workspace and its ledger fit together. */
record DjangoInspection(DjangoCommand command, DjangoLedger ledger, Severity severity) {
  private static final String MANAGE = "manage.py";
  private static final Pattern VERSION = Pattern.compile("(?m)^(\\d+(?:\\.\\d+)+)");

  /** Each finding; those that rest on one that failed are left out. */
  List<CheckResult> look(@Nullable String versionAtLeast) throws StepFailure, InterruptedException {
    boolean there = Files.isRegularFile(command.workspace().resolve(MANAGE));
    List<CheckResult> checks = new ArrayList<>();
    checks.add(check(MANAGE, "in the workspace", there ? "there" : "missing", there));
    if (there) {
      checks.addAll(versionAndMigrations(versionAtLeast == null ? "" : versionAtLeast));
    }
    return checks;
  }

  private List<CheckResult> versionAndMigrations(String atLeast)
      throws StepFailure, InterruptedException {
    try {
      List<CheckResult> checks = new ArrayList<>(List.of(version(atLeast)));
      checks.addAll(migrations());
      return checks;
    } catch (StepFailure failed) {
      if (failed.reason().code() != FailureCode.TOOL_MISSING) {
        throw failed;
      }
      return List.of(check("django", "installed", failed.reason().message(), false));
    }
  }

  private CheckResult version(String atLeast) throws StepFailure, InterruptedException {
    ToolResult result = command.run(line -> {}, "version");
    Matcher version = VERSION.matcher(result.output());
    String expected = atLeast.isEmpty() ? "any version" : "at least " + atLeast;
    if (!result.succeeded() || !version.find()) {
      return check("django", expected, "exit code %d".formatted(result.exitCode()), false);
    }
    String found = version.group(1);
    boolean enough =
        atLeast.isEmpty() || ToolVersion.of(found).compareTo(ToolVersion.of(atLeast)) >= 0;
    return check("django", expected, found, enough);
  }

  private List<CheckResult> migrations() throws StepFailure, InterruptedException {
    Collection<AppMigrations> apps;
    try {
      apps = command.migrations().values();
    } catch (StepFailure failed) {
      if (failed.reason().code() != FailureCode.TOOL_FAILED) {
        throw failed;
      }
      return List.of(check("migrations", "readable", failed.reason().message(), false));
    }
    String seen =
        apps.stream()
            .map(app -> "%d of %s".formatted(app.names().size(), app.app()))
            .collect(Collectors.joining(", "));
    return List.of(
        check("migrations", "readable", seen.isEmpty() ? "none" : seen, true),
        modelsFit(),
        applied(apps));
  }

  /** A model that was changed without a migration would be noticed in production first. */
  private CheckResult modelsFit() throws StepFailure, InterruptedException {
    ToolResult result =
        command.run(line -> {}, "makemigrations", "--check", "--dry-run", "--no-color");
    String seen = result.succeeded() ? "no changes" : result.output().strip();
    return check("models", "no changes without a migration", seen, result.succeeded());
  }

  private CheckResult applied(Collection<AppMigrations> apps)
      throws StepFailure, InterruptedException {
    String name = "migrations of the database";
    String expected = "ones that the workspace has, in their order";
    List<String> current = new ArrayList<>();
    try {
      for (AppMigrations app : apps) {
        current.add(DjangoTool.name(app.app(), ledger.current(command.database(), app)));
      }
      return check(name, expected, String.join(", ", current), true);
    } catch (StepFailure failed) {
      if (failed.reason().code() != FailureCode.REFUSED) {
        throw failed;
      }
      return check(name, expected, failed.reason().message(), false);
    }
  }

  private CheckResult check(String name, String expected, String actual, boolean asExpected) {
    return CheckResult.of(name, expected, actual, severity, asExpected);
  }
}

package io.changeover.migration.alembic;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.ToolVersion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks whether alembic, its workspace and its ledger fit together. */
record AlembicInspection(AlembicCommand command, AlembicLedger ledger, Severity severity) {
  private static final String INI = "alembic.ini";
  private static final Pattern VERSION = Pattern.compile("alembic (\\d+(?:\\.\\d+)*).*");

  /** Each finding; those that rest on one that failed are left out. */
  List<CheckResult> look(@Nullable String versionAtLeast) throws StepFailure, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    try {
      checks.add(version(versionAtLeast == null ? "" : versionAtLeast));
    } catch (StepFailure failed) {
      if (failed.reason().code() != FailureCode.TOOL_MISSING) {
        throw failed;
      }
      checks.add(check("alembic", "installed", failed.reason().message(), false));
      return checks;
    }
    boolean there = Files.isRegularFile(command.workspace().resolve(INI));
    checks.add(check(INI, "in the workspace", there ? "there" : "missing", there));
    if (there) {
      checks.addAll(revisions());
    }
    return checks;
  }

  private CheckResult version(String atLeast) throws StepFailure, InterruptedException {
    ToolResult result = command.run(line -> {}, "--version");
    Matcher version = VERSION.matcher(result.output().strip());
    String expected = atLeast.isEmpty() ? "any version" : "at least " + atLeast;
    if (!result.succeeded() || !version.matches()) {
      return check("alembic", expected, "exit code %d".formatted(result.exitCode()), false);
    }
    String found = version.group(1);
    boolean enough =
        atLeast.isEmpty() || ToolVersion.of(found).compareTo(ToolVersion.of(atLeast)) >= 0;
    return check("alembic", expected, found, enough);
  }

  private List<CheckResult> revisions() throws StepFailure, InterruptedException {
    Revisions revisions;
    try {
      revisions = command.history();
    } catch (StepFailure failed) {
      return List.of(check("revisions", "readable", failed.reason().message(), false));
    }
    boolean oneHead = revisions.heads().size() == 1;
    String seen =
        "%d revisions, head %s"
            .formatted(revisions.byId().size(), String.join(" and ", revisions.heads()));
    return List.of(check("revisions", "one head", seen, oneHead), current(revisions));
  }

  private CheckResult current(Revisions revisions) throws StepFailure, InterruptedException {
    String name = "revision of the database";
    String expected = "one that the workspace has";
    try {
      String current = ledger.current(command.database(), revisions);
      return check(name, expected, current.isEmpty() ? "none, the schema is empty" : current, true);
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

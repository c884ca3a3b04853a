package io.changeover.migration.sql;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Severity;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.BuiltIn;
import io.changeover.migration.InspectedTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks whether the files of SQL can be read, and what the ledger has. */
@Component
final class SqlInspection implements InspectedTool {
  private final SqlDatabase sql;

  SqlInspection(SqlDatabase sql) {
    this.sql = sql;
  }

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public List<CheckResult> inspect(
      Path workspace,
      DatabaseTarget database,
      MigrationTools spec,
      Severity severity,
      StepContext context)
      throws StepFailure, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    for (RelativePath each : BuiltIn.locations(spec)) {
      checks.add(files(workspace, each, severity));
    }
    String newest = sql.newest(database);
    String actual = newest.isEmpty() ? "none" : newest;
    checks.add(
        CheckResult.of(
            "version of the database", "the ledger can be read", actual, severity, true));
    return checks;
  }

  private static CheckResult files(Path workspace, RelativePath location, Severity severity) {
    String expected = "a directory of the workspace with files of SQL that can be read";
    try {
      int found = readable(workspace, location);
      String actual = found == 0 ? "no files" : found + " files";
      return CheckResult.of(location.value(), expected, actual, severity, found > 0);
    } catch (StepFailure unreadable) {
      String actual = unreadable.reason().message();
      return CheckResult.of(location.value(), expected, actual, severity, false);
    }
  }

  private static int readable(Path workspace, RelativePath location) throws StepFailure {
    List<Path> files;
    try (Stream<Path> listed = Files.list(Script.inside(workspace, location))) {
      files = listed.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    } catch (IOException missing) {
      throw Script.refused(location, "is no directory that can be read");
    }
    for (Path file : files) {
      Script.read(workspace, new RelativePath(location.value() + "/" + file.getFileName()));
    }
    return files.size();
  }
}

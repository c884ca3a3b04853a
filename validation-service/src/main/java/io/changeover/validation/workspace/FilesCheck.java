package io.changeover.validation.workspace;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Files;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks whether files are in a workspace, and whether they can be run. */
@Component
final class FilesCheck implements StepHandler<Files> {
  private static final int MOST_SHOWN = 10;

  private final Workspaces workspaces;

  FilesCheck(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Class<Files> kind() {
    return Files.class;
  }

  @Override
  public Outcome handle(StepCommand command, Files spec, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    WorkspaceFiles files = new WorkspaceFiles(workspaces.get(spec.workspace()), context);
    List<CheckResult> checks = new ArrayList<>();
    for (RelativePath glob : filled(spec.present())) {
      checks.add(present(command, glob, files));
    }
    for (RelativePath glob : filled(spec.executable())) {
      checks.add(executable(command, glob, files));
    }
    return Outcome.ofChecks(
        checks, "Bring the files to where they are missing, or make them executable (chmod +x).");
  }

  private static CheckResult present(StepCommand command, RelativePath glob, WorkspaceFiles files)
      throws StepFailure, IOException, InterruptedException {
    List<Path> found = files.matching(glob);
    return CheckResult.of(
        "file " + glob, "at least one", shown(found), command.severity(), !found.isEmpty());
  }

  private static CheckResult executable(
      StepCommand command, RelativePath glob, WorkspaceFiles files)
      throws StepFailure, IOException, InterruptedException {
    List<Path> found = files.matching(glob);
    List<Path> not = found.stream().filter(file -> !files.isExecutable(file)).toList();
    String actual = not.isEmpty() ? shown(found) : "not executable: " + shown(not);
    return CheckResult.of(
        "executable " + glob,
        "all, and at least one",
        actual,
        command.severity(),
        not.isEmpty() && !found.isEmpty());
  }

  private static String shown(List<Path> paths) {
    if (paths.isEmpty()) {
      return "none";
    }
    String names = String.join(", ", paths.stream().limit(MOST_SHOWN).map(Path::toString).toList());
    return paths.size() <= MOST_SHOWN
        ? names
        : "%s and %d more".formatted(names, paths.size() - MOST_SHOWN);
  }
}

package io.changeover.kit.target.settings;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.WorkspaceName;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Workspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The workspaces of the settings. */
final class SettingsWorkspaces implements Workspaces {
  private final Registered<WorkspaceName, WorkspaceSettings> registered;

  SettingsWorkspaces(TargetSettings settings) {
    this.registered = new Registered<>("workspaces", settings.workspaces(), WorkspaceName::new);
  }

  @Override
  public Path get(WorkspaceName name) throws StepFailure {
    Path path = registered.get(name).path().toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The workspace %s is registered as %s, which is no directory.".formatted(name, path),
          "Check the directory out there, or correct changeover.workspaces.%s.path."
              .formatted(name));
    }
    return path;
  }

  @Override
  public Set<WorkspaceName> names() {
    return registered.names();
  }
}

package io.changeover.kit.target.settings;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.WorkspaceName;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.WorkspaceRights;
import io.changeover.kit.target.Workspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The workspaces of the settings. */
final class SettingsWorkspaces implements Workspaces {
  private final Registered<WorkspaceName, WorkspaceSettings> registered;
  private final SecretFiles files;

  SettingsWorkspaces(TargetSettings settings, Secrets secrets) {
    this.files = new SecretFiles(secrets);
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
  public WorkspaceRights rights(WorkspaceName name) throws StepFailure {
    WorkspaceSettings found = registered.get(name);
    Map<String, String> environment = new LinkedHashMap<>(found.environment());
    List<String> secrets = new ArrayList<>();
    for (Map.Entry<String, Path> file : found.environmentFiles().entrySet()) {
      String what = "the variable %s of workspace %s".formatted(file.getKey(), name);
      String value = files.read(file.getValue(), what);
      environment.put(file.getKey(), value);
      secrets.add(value);
    }
    return new WorkspaceRights(found.programs(), environment, secrets);
  }

  @Override
  public Set<WorkspaceName> names() {
    return registered.names();
  }
}

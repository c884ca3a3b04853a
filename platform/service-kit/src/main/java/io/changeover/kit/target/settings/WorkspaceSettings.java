package io.changeover.kit.target.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A directory in which tools run.
 *
 * @param programs what a plan's commands may run there, as the plan writes it; nothing when absent
 * @param environment variables that a plan may ask for by name
 * @param environmentFiles the same for secrets: each value in a file of its own
 */
record WorkspaceSettings(
    @NotNull Path path,
    @DefaultValue Set<String> programs,
    @DefaultValue Map<String, String> environment,
    @DefaultValue Map<String, Path> environmentFiles) {

  /** Without the environment, which may hold secrets. */
  @Override
  public String toString() {
    return "workspace " + path;
  }
}

package io.changeover.kit.target;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What plans may do in a workspace. Nothing, unless whoever registered it says so.
 *
 * @param programs what may be run, as plans write it: a name that is looked for on the PATH, or a
 *     path below the workspace
 * @param environment variables that a plan may ask for by name; values may be secrets
 * @param secrets those values that must not be seen in any output
 */
public record WorkspaceRights(
    Set<String> programs, Map<String, String> environment, List<String> secrets) {
  /** Nothing is allowed. */
  public static final WorkspaceRights NONE = new WorkspaceRights(Set.of(), Map.of(), List.of());

  public WorkspaceRights {
    programs = Set.copyOf(programs);
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /** Without values. */
  @Override
  public String toString() {
    return "programs %s, variables %s".formatted(programs, environment.keySet());
  }
}

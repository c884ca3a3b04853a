package io.changeover.orchestrator.registry;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the specialists have said that they can reach. */
public interface Registry {
  /** Everything known now. */
  Known known();

  /**
   * What is known.
   *
   * @param reach what each specialist can reach that has announced itself, by its word
   */
  record Known(Map<String, Reach> reach) {
    public Known {
      reach = Map.copyOf(reach);
    }

    public Set<String> specialists() {
      return reach.keySet();
    }

    /** The databases that any specialist can reach. */
    public Set<TargetName> databases() {
      return ofAny(Reach::databases);
    }

    /** The applications that any specialist can reach. */
    public Set<TargetName> applications() {
      return ofAny(Reach::applications);
    }

    /** The workspaces that any specialist can reach. */
    public Set<WorkspaceName> workspaces() {
      return ofAny(Reach::workspaces);
    }

    private <T> Set<T> ofAny(Function<Reach, Set<T>> names) {
      return reach.values().stream()
          .flatMap(each -> names.apply(each).stream())
          .collect(Collectors.toSet());
    }
  }

  /** What one specialist can reach. */
  record Reach(
      Set<TargetName> databases, Set<TargetName> applications, Set<WorkspaceName> workspaces) {
    /** Databases and applications. */
    public Set<TargetName> targets() {
      return Stream.concat(databases.stream(), applications.stream()).collect(Collectors.toSet());
    }
  }
}

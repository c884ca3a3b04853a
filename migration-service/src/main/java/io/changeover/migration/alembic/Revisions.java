package io.changeover.migration.alembic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The revisions of a workspace and which comes after which. The empty id is the empty schema. */
record Revisions(Map<String, Revision> byId) {
  /** Before all revisions. */
  static final String BASE = "";

  /**
   * One revision.
   *
   * @param after the revisions it follows; none for a first one
   * @param dependencies revisions of other branches that it needs
   */
  record Revision(Set<String> after, Set<String> dependencies) {
    Revision {
      after = Set.copyOf(after);
      dependencies = Set.copyOf(dependencies);
    }
  }

  Revisions {
    byId = Map.copyOf(byId);
  }

  boolean knows(String id) {
    return id.equals(BASE) || byId.containsKey(id);
  }

  /** The revisions that no other follows. */
  Set<String> heads() {
    Set<String> heads = new TreeSet<>(byId.keySet());
    byId.values().forEach(revision -> heads.removeAll(revision.after()));
    return heads;
  }

  /** Revisions whose ids start like this. */
  List<String> startingWith(String start) {
    return byId.keySet().stream().filter(id -> id.startsWith(start)).sorted().toList();
  }

  /**
   * Whether a schema at {@code id} contains {@code other}: the same, or one that comes before it.
   */
  boolean contains(String id, String other) {
    return other.equals(BASE) || withAllBefore(id).contains(other);
  }

  private Set<String> withAllBefore(String id) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      String next = open.pop();
      Revision revision = byId.get(next);
      if (revision != null && seen.add(next)) {
        open.addAll(revision.after());
        open.addAll(revision.dependencies());
      }
    }
    return seen;
  }
}

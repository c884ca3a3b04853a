package io.changeover.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The objects of a database's schema, one per entry, sorted: a fingerprint that can tell what has
 * changed. It says nothing about rows.
 */
public record SchemaListing(List<String> lines) {
  public SchemaListing {
    lines = List.copyOf(lines);
  }

  /** Parts entries in {@link #text()}; a function's definition has lines of its own. */
  private static final String PARTING = "\n--\n";

  /** The inverse of {@link #text()}. */
  public static SchemaListing parse(String text) {
    return new SchemaListing(text.isEmpty() ? List.of() : List.of(text.split(PARTING, -1)));
  }

  /** All entries in one text. */
  public String text() {
    return String.join(PARTING, lines);
  }

  /** What a later listing has more (+) and less (-), in words; empty when they are the same. */
  public List<String> differencesTo(SchemaListing later) {
    Set<String> before = new HashSet<>(lines);
    Set<String> after = new HashSet<>(later.lines);
    List<String> differences = new ArrayList<>();
    later.lines.stream()
        .filter(line -> !before.contains(line))
        .forEach(l -> differences.add("+ " + l));
    lines.stream().filter(line -> !after.contains(line)).forEach(l -> differences.add("- " + l));
    return differences;
  }
}

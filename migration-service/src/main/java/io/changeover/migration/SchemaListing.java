package io.changeover.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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
    // A function may have a line that looks like a parting: both are taken apart in the same way.
    List<String> before = parse(text()).lines;
    List<String> after = parse(later.text()).lines;
    List<String> differences = new ArrayList<>();
    missing(after, before).forEach(line -> differences.add("+ " + line));
    missing(before, after).forEach(line -> differences.add("- " + line));
    return differences;
  }

  private static Stream<String> missing(List<String> lines, List<String> in) {
    Set<String> there = new HashSet<>(in);
    return lines.stream().filter(line -> !there.contains(line));
  }
}

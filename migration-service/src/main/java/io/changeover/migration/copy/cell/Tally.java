package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was found in values, counted by table, column and finding. One thread uses it.
 *
 * @param refused as in "genzai.left: empty-date"
 * @param mapped as in "genzai.left: empty-date as null"
 */
public record Tally(Map<String, Long> refused, Map<String, Long> mapped) {
  public Tally() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  void refuse(String table, String column, CopyFinding finding) {
    refused.merge("%s.%s: %s".formatted(table, column, finding), 1L, Long::sum);
  }

  void map(String table, String column, CopyFinding finding, CopyAs as) {
    mapped.merge("%s.%s: %s as %s".formatted(table, column, finding, as), 1L, Long::sum);
  }

  /** Adds what another one has counted. */
  public void add(Tally other) {
    other.refused.forEach((key, count) -> refused.merge(key, count, Long::sum));
    other.mapped.forEach((key, count) -> mapped.merge(key, count, Long::sum));
  }
}

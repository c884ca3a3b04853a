package io.changeover.migration.copy.target;

import java.util.Map;

/**
 * What became of a chunk.
 *
 * @param rows that are in the target
 * @param leftOut rows that a rule has left out
 * @param mapped values that rules have changed, see {@code Tally}
 * @param longest text or blob, in bytes
 */
public record Copied(long rows, long leftOut, Map<String, Long> mapped, long longest) {
  public Copied {
    mapped = Map.copyOf(mapped);
  }
}

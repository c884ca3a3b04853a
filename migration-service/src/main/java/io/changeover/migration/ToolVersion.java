package io.changeover.migration;

import java.util.Arrays;
import java.util.List;

/** A version of numbers with dots; numbers that are not there count as 0. */
public record ToolVersion(List<Integer> numbers) implements Comparable<ToolVersion> {

  /** Anything that is no number ends the version. */
  public static ToolVersion of(String text) {
    return new ToolVersion(
        Arrays.stream(text.split("\\.", -1))
            .takeWhile(part -> part.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .toList());
  }

  @Override
  public int compareTo(ToolVersion other) {
    int longest = Math.max(numbers.size(), other.numbers.size());
    for (int i = 0; i < longest; i++) {
      int order = Integer.compare(at(i), other.at(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int at(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }
}

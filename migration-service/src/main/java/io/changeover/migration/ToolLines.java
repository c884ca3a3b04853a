package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what a tool lists, unless it lists more than any workspace holds. Lines come from threads
 * of their own.
 */
public final class ToolLines implements Consumer<String> {
  /** Hundreds of thousands of migrations, in characters. */
  public static final int MOST_KEPT = 8_000_000;

  private final List<String> lines = new ArrayList<>();
  private long said;

  @Override
  public synchronized void accept(String line) {
    said += line.length() + 1L;
    if (said <= MOST_KEPT) {
      lines.add(line);
    } else {
      lines.clear();
    }
  }

  /**
   * All lines.
   *
   * @param tool the tool's name
   * @throws StepFailure {@code tool-failed} when there were too many to keep
   */
  public synchronized List<String> all(String tool) throws StepFailure {
    if (said > MOST_KEPT) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "%s was to list its migrations and said %,d characters.".formatted(tool, said),
          "Run it by hand in the workspace and see why it says so much, then retry the step.");
    }
    return List.copyOf(lines);
  }
}

package io.changeover.kit.process;

import java.time.Duration;

/**
 * How a tool ended.
 *
 * @param output the end of what it wrote to standard output and standard error, redacted, at most
 *     {@link #LONGEST_OUTPUT} characters
 */
public record ToolResult(int exitCode, String output, Duration took) {
  /** How much of the output is kept, in characters. */
  public static final int LONGEST_OUTPUT = 64_000;

  public boolean succeeded() {
    return exitCode == 0;
  }
}

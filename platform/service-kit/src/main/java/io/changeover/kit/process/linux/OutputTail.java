package io.changeover.kit.process.linux;

import io.changeover.kit.process.ToolResult;

/** Keeps the last lines of an output. Thread-safe. */
final class OutputTail {
  /** Cutting only at twice the size keeps the copying small. */
  private static final int CUT_AT = 2 * ToolResult.LONGEST_OUTPUT;

  private final StringBuilder text = new StringBuilder();

  synchronized void add(String line) {
    text.append(line).append('\n');
    if (text.length() > CUT_AT) {
      cut();
    }
  }

  private void cut() {
    if (text.length() > ToolResult.LONGEST_OUTPUT) {
      text.delete(0, text.length() - ToolResult.LONGEST_OUTPUT);
    }
  }

  synchronized String end() {
    cut();
    return text.toString();
  }
}

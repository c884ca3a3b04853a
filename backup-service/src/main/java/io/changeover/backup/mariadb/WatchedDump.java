package io.changeover.backup.mariadb;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes a dump on and watches what it says of itself: mariadb-dump opens its transaction before it
 * writes of the first table, and ends with a line of its own.
 */
final class WatchedDump extends FilterOutputStream {
  private static final String FIRST_TABLE = "-- Table structure for table";
  private static final String END = "-- Dump completed";

  /** Longer than what is looked for and what follows it. */
  private static final int REMEMBERED = 128;

  private final Runnable begun;
  private String last = "";
  private boolean seen;

  WatchedDump(OutputStream out, Runnable begun) {
    super(out);
    this.begun = begun;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    int from = seen ? Math.max(0, length - REMEMBERED) : 0;
    String text =
        last + new String(buffer, offset + from, length - from, StandardCharsets.ISO_8859_1);
    if (!seen && text.contains(FIRST_TABLE)) {
      seen = true;
      begun.run();
    }
    last = text.substring(Math.max(0, text.length() - REMEMBERED));
  }

  /**
   * The dump came to its end.
   *
   * @throws StepFailure {@code tool-failed} when it did not
   */
  void requireWhole() throws StepFailure {
    if (!last.contains(END)) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "mariadb-dump ended well, but its last line is missing.",
          "See whether something stands between the service and mariadb-dump, then retry the step.");
    }
  }
}

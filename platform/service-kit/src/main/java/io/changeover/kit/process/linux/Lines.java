package io.changeover.kit.process.linux;

import io.changeover.kit.process.Redaction;
import io.changeover.kit.process.ToolCall;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/**
 * Takes a text apart into lines of a bounded length. What a line has beyond that is read and
 * forgotten. A carriage return ends a line too, because progress bars write nothing else.
 */
final class Lines {
  private static final int BUFFER = 8_192;

  private final Redaction redaction;
  private final Consumer<String> lines;
  private final int kept;
  private final StringBuilder line = new StringBuilder();
  private boolean afterReturn;

  Lines(Redaction redaction, Consumer<String> lines) {
    this.redaction = redaction;
    this.lines = lines;
    // A secret that begins within the bound has to be seen whole to be recognised.
    this.kept = ToolCall.LONGEST_LINE + redaction.longest();
  }

  /** Reads to the end. */
  void readAll(Reader reader) throws IOException {
    char[] buffer = new char[BUFFER];
    for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
      for (int i = 0; i < count; i++) {
        take(buffer[i]);
      }
    }
    if (!line.isEmpty()) {
      finish();
    }
  }

  private void take(char character) {
    boolean secondOfPair = character == '\n' && afterReturn;
    afterReturn = character == '\r';
    if (secondOfPair) {
      return;
    }
    if (character == '\n' || character == '\r') {
      finish();
    } else if (line.length() < kept) {
      line.append(character);
    }
  }

  private void finish() {
    lines.accept(redaction.applyAndCut(line.toString(), ToolCall.LONGEST_LINE));
    line.setLength(0);
  }
}

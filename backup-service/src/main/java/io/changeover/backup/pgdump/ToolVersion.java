package io.changeover.backup.pgdump;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a client tool.
 *
 * @param text as in 15.20
 */
public record ToolVersion(int major, String text) {
  private static final Pattern FORM = Pattern.compile("\\(PostgreSQL\\) ((\\d{1,4})[^ \\n]*)");

  /** Reads what a tool answers to {@code --version}; empty when it is no answer of PostgreSQL's. */
  static Optional<ToolVersion> in(String answer) {
    Matcher matcher = FORM.matcher(answer);
    return matcher.find()
        ? Optional.of(new ToolVersion(Integer.parseInt(matcher.group(2)), matcher.group(1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}

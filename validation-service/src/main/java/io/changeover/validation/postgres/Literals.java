package io.changeover.validation.postgres;

import java.util.regex.Pattern;

/** How a database writes texts into its statements. One that is cut off ends with the statement. */
enum Literals {
  /** In single quotes, where a backslash counts after E only, or between dollars. */
  POSTGRESQL(
      "\\$(\\w*)\\$[\\s\\S]*?(?:\\$\\1\\$|$)"
          + "|[eE]'(?:[^'\\\\]++|\\\\[\\s\\S]|'')*+(?:'|\\\\?$)"
          + "|'[^']*+(?:'|$)"),

  /** In single or double quotes, with backslashes. */
  MARIADB(
      "'(?:[^'\\\\]++|\\\\[\\s\\S]|'')*+(?:'|\\\\?$)"
          + "|\"(?:[^\"\\\\]++|\\\\[\\s\\S]|\"\")*+(?:\"|\\\\?$)");

  private final Pattern pattern;

  Literals(String pattern) {
    this.pattern = Pattern.compile(pattern);
  }

  /** The statement with {@code '?'} in the place of each text. */
  String leftOutOf(String sql) {
    return pattern.matcher(sql).replaceAll("'?'");
  }
}

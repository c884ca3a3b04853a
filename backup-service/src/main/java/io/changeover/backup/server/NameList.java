package io.changeover.backup.server;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of names as PostgreSQL keeps it: {@code "$user", public}. */
final class NameList {
  private static final Pattern NAME =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))\\s*(?:,|$)");

  private NameList() {}

  /** The names, without their quotes. An empty list is one empty name, as {@code SET} wants it. */
  static List<String> split(String list) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(list);
    while (matcher.lookingAt() && matcher.end() > 0) {
      String quoted = matcher.group(1);
      names.add(quoted == null ? matcher.group(2).strip() : quoted.replace("\"\"", "\""));
      if (matcher.end() == list.length()) {
        break;
      }
      matcher.region(matcher.end(), list.length());
    }
    return names.isEmpty() ? List.of("") : names;
  }
}

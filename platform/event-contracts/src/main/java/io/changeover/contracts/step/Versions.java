package io.changeover.contracts.step;

import java.util.regex.Pattern;

/** Checks what a plan calls a version, a project or a service of a platform. */
final class Versions {
  /** What Docker takes as a tag, and git as the name of one. */
  static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";

  private static final Pattern TAG_FORM = Pattern.compile(TAG);
  private static final Pattern PROJECT_FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final Pattern SERVICE_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}");

  private Versions() {}

  static String tag(String given) {
    return matching(TAG_FORM, "a version (a tag of letters, digits, '_', '.' and '-')", given);
  }

  static String project(String given) {
    return matching(PROJECT_FORM, "a project (small letters, digits, '-' and '_')", given);
  }

  static String service(String given) {
    return matching(SERVICE_FORM, "the name of a service or environment", given);
  }

  private static String matching(Pattern form, String what, String given) {
    if (!form.matcher(given).matches()) {
      throw new IllegalArgumentException("'" + given + "' is not " + what);
    }
    return given;
  }
}

package io.changeover.migration;

import java.util.List;

/**
 * How an attempt's sessions reach the database, and how they are told from all others.
 *
 * @param username the login role
 * @param password secret
 * @param tag the {@code application_name} of the attempt's sessions; with an own role also its name
 * @param strength what the attempt is told apart by
 */
public record Login(String username, String password, String tag, FenceStrength strength) {
  /** The password in the forms in which tools show it: as it is, in a URL, and quoted. */
  public List<String> secrets() {
    String escaped = password.replace("\\", "\\\\");
    return List.of(
        password,
        DatabaseUrl.encoded(password),
        escaped.replace("\"", "\\\""),
        escaped.replace("'", "\\'"));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "%s as %s".formatted(tag, username);
  }
}

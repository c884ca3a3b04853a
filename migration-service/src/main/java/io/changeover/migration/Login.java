package io.changeover.migration;

/**
 * How an attempt's sessions reach the database, and how they are told from all others.
 *
 * @param username the login role
 * @param password secret
 * @param tag the {@code application_name} of the attempt's sessions; with an own role also its name
 * @param strength what the attempt is told apart by
 */
public record Login(String username, String password, String tag, FenceStrength strength) {
  /** Without the password. */
  @Override
  public String toString() {
    return "%s as %s".formatted(tag, username);
  }
}

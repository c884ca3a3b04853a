package io.changeover.migration;

/** How firmly a dead attempt can be kept away from a database. */
public enum FenceStrength {
  /** Each attempt has a login role of its own, which is locked and dropped after it. */
  OWN_ROLE("a login role of its own for each attempt"),

  /**
   * Sessions carry a tag and are ended by it: in PostgreSQL their {@code application_name}, in
   * MariaDB a named lock. A tool that does not keep its tag is not found, and one that still lives
   * can connect again.
   */
  TAG("session tags only");

  private final String words;

  FenceStrength(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}

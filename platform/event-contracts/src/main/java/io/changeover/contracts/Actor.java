package io.changeover.contracts;

/**
 * Who did something: a person's or a program's name, and whether a machine acted in a person's
 * place. The log always says so by name.
 *
 * @param name as the identity is configured, at most 100 characters
 * @param automatic true when nobody looked: a plan's or a demo's auto-completion
 */
public record Actor(String name, boolean automatic) {
  /** The orchestrator acting on its own rules. */
  public static final Actor CHANGEOVER = new Actor("changeover", true);

  private static final int LONGEST_NAME = 100;

  public Actor {
    Texts.atMost(LONGEST_NAME, "an actor's name", name);
  }

  public static Actor person(String name) {
    return new Actor(name, false);
  }
}

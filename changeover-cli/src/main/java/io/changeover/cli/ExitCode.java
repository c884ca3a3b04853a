package io.changeover.cli;

/** What the program's exit code says. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int USAGE = 2;
  public static final int PLAN_INVALID = 3;
  public static final int FAILED_UNCHANGED = 4;
  public static final int ROLLED_BACK = 5;
  public static final int NEEDS_HUMAN = 6;
  public static final int WAITING = 7;
  public static final int DENIED = 8;

  private ExitCode() {}

  /** The code for the state in which a deployment is, or has ended. */
  public static int of(String state) {
    return switch (state) {
      case "Succeeded" -> OK;
      case "Failed", "Rejected", "Aborted" -> FAILED_UNCHANGED;
      case "RolledBack" -> ROLLED_BACK;
      case "NeedsHuman" -> NEEDS_HUMAN;
      default -> WAITING;
    };
  }
}

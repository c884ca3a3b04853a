package io.changeover.cli;

/** Ends the program with a message for the person and an exit code for programs. */
public final class CliFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final String code;

  public CliFailure(int exitCode, String message) {
    this(exitCode, "", message);
  }

  /**
   * What the server does not do.
   *
   * @param code the server's own, which does not change
   */
  public CliFailure(int exitCode, String code, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
  }

  /** The server's code for why it refused; empty when it was not the server. */
  public String code() {
    return code;
  }

  public int exitCode() {
    return exitCode;
  }
}

package io.changeover.contracts.json;

/** Bytes that are not a record of the contracts. They are kept and told, never guessed at. */
public final class UndecodableRecord extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableRecord(String message) {
    super(message);
  }

  public UndecodableRecord(String message, Throwable cause) {
    super(message, cause);
  }
}

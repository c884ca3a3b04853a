package io.changeover.testsupport;

/** A tool is missing where skipping is not allowed. */
public final class MissingToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingToolException(String message) {
    super(message);
  }
}

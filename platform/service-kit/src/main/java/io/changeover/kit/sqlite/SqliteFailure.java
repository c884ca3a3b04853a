package io.changeover.kit.sqlite;

import java.io.IOException;
import java.nio.file.Path;

/** SQLite said no. */
public final class SqliteFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** The kinds of failure that say something about the file. */
  public enum Kind {
    /** Another process holds the lock that is needed. */
    LOCKED,
    /** It is no SQLite database, or it is encrypted. */
    NOT_A_DATABASE,
    /** The file is damaged, or a part of it is missing. */
    DAMAGED,
    /** The file cannot be opened, read or written. */
    UNREADABLE,
    /** The disk is full. */
    DISK_FULL,
    /** The statement was interrupted. */
    INTERRUPTED,
    /** Something else; the message says what. */
    OTHER
  }

  private final Kind kind;

  SqliteFailure(int code, Path file, String text) {
    super("%s: %s (SQLite code %d)".formatted(file, text, code));
    this.kind = kind(code);
  }

  public Kind kind() {
    return kind;
  }

  /** By the primary result code, see sqlite.org/rescode.html. */
  private static Kind kind(int code) {
    return switch (code & 0xff) {
      case 5, 6, 15 -> Kind.LOCKED;
      case 9 -> Kind.INTERRUPTED;
      case 3, 8, 10, 14 -> Kind.UNREADABLE;
      case 11 -> Kind.DAMAGED;
      case 13 -> Kind.DISK_FULL;
      case 26 -> Kind.NOT_A_DATABASE;
      default -> Kind.OTHER;
    };
  }
}

package io.changeover.kit.sqlite;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The functions of SQLite's C library that are used here, as sqlite3.h declares them. Pointers are
 * passed as numbers, which on 64-bit machines take the same registers, so that reading a cell
 * creates no object.
 */
@SuppressWarnings("restricted")
final class Library {
  /** Where Debian's package libsqlite3-0 puts it on the loader's path. */
  static final String FILE = "libsqlite3.so.0";

  /** All memory, so that what SQLite points to can be copied without a segment for each cell. */
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(FILE, Arena.global());

  /** A call this short need not let the collector in. */
  private static final Linker.Option[] SHORT = {Linker.Option.critical(false)};

  private static final Linker.Option[] LONG = {};

  private static final MethodHandle OPEN =
      number("sqlite3_open_v2", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG);
  private static final MethodHandle CLOSE = number("sqlite3_close_v2", JAVA_LONG);
  private static final MethodHandle PREPARE =
      number("sqlite3_prepare_v2", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle STEP = number("sqlite3_step", JAVA_LONG);
  private static final MethodHandle RESET = number("sqlite3_reset", JAVA_LONG);
  private static final MethodHandle FINALIZE = number("sqlite3_finalize", JAVA_LONG);
  private static final MethodHandle BIND =
      number("sqlite3_bind_int64", JAVA_LONG, JAVA_INT, JAVA_LONG);
  private static final MethodHandle BUSY_TIMEOUT =
      number("sqlite3_busy_timeout", JAVA_LONG, JAVA_INT);
  private static final MethodHandle ERROR_CODE = number("sqlite3_extended_errcode", JAVA_LONG);
  private static final MethodHandle ERROR_TEXT = pointer("sqlite3_errmsg", LONG, JAVA_LONG);
  private static final MethodHandle INTERRUPT =
      handle("sqlite3_interrupt", FunctionDescriptor.ofVoid(JAVA_LONG), LONG);
  private static final MethodHandle COLUMN_COUNT = number("sqlite3_column_count", JAVA_LONG);
  private static final MethodHandle COLUMN_TYPE = column("sqlite3_column_type", JAVA_INT);
  private static final MethodHandle COLUMN_BYTES = column("sqlite3_column_bytes", JAVA_INT);
  private static final MethodHandle COLUMN_LONG = column("sqlite3_column_int64", JAVA_LONG);
  private static final MethodHandle COLUMN_DOUBLE = column("sqlite3_column_double", JAVA_DOUBLE);
  private static final MethodHandle COLUMN_TEXT =
      pointer("sqlite3_column_text", LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle COLUMN_BLOB =
      pointer("sqlite3_column_blob", LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle BACKUP_INIT =
      pointer("sqlite3_backup_init", LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle BACKUP_STEP =
      number("sqlite3_backup_step", JAVA_LONG, JAVA_INT);
  private static final MethodHandle BACKUP_REMAINING =
      number("sqlite3_backup_remaining", JAVA_LONG);
  private static final MethodHandle BACKUP_PAGES = number("sqlite3_backup_pagecount", JAVA_LONG);
  private static final MethodHandle BACKUP_FINISH = number("sqlite3_backup_finish", JAVA_LONG);

  private Library() {}

  /** Why the library cannot be used on this machine; empty when it can. */
  static Optional<String> fault() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(FILE, arena);
      return Optional.empty();
    } catch (IllegalArgumentException missing) {
      return Optional.of(String.valueOf(missing.getMessage()));
    }
  }

  private static MethodHandle number(String name, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments), LONG);
  }

  private static MethodHandle pointer(
      String name, Linker.Option[] options, MemoryLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_LONG, arguments), options);
  }

  private static MethodHandle column(String name, MemoryLayout result) {
    return handle(name, FunctionDescriptor.of(result, JAVA_LONG, JAVA_INT), SHORT);
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor shape, Linker.Option[] options) {
    return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), shape, options);
  }

  static int open(long file, long connection, int flags) {
    try {
      return (int) OPEN.invokeExact(file, connection, flags, 0L);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static void close(long connection) {
    try {
      int _ = (int) CLOSE.invokeExact(connection);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int prepare(long connection, long sql, int bytes, long statement) {
    try {
      return (int) PREPARE.invokeExact(connection, sql, bytes, statement, 0L);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int step(long statement) {
    try {
      return (int) STEP.invokeExact(statement);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static void reset(long statement) {
    try {
      int _ = (int) RESET.invokeExact(statement);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static void finish(long statement) {
    try {
      int _ = (int) FINALIZE.invokeExact(statement);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int bind(long statement, int parameter, long value) {
    try {
      return (int) BIND.invokeExact(statement, parameter, value);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static void busyTimeout(long connection, int milliseconds) {
    try {
      int _ = (int) BUSY_TIMEOUT.invokeExact(connection, milliseconds);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int errorCode(long connection) {
    try {
      return (int) ERROR_CODE.invokeExact(connection);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static String errorText(long connection) {
    try {
      return MEMORY.getString((long) ERROR_TEXT.invokeExact(connection));
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static void interrupt(long connection) {
    try {
      INTERRUPT.invokeExact(connection);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int columnCount(long statement) {
    try {
      return (int) COLUMN_COUNT.invokeExact(statement);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int columnType(long statement, int column) {
    try {
      return (int) COLUMN_TYPE.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int columnBytes(long statement, int column) {
    try {
      return (int) COLUMN_BYTES.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static long columnLong(long statement, int column) {
    try {
      return (long) COLUMN_LONG.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static double columnDouble(long statement, int column) {
    try {
      return (double) COLUMN_DOUBLE.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static long columnText(long statement, int column) {
    try {
      return (long) COLUMN_TEXT.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static long columnBlob(long statement, int column) {
    try {
      return (long) COLUMN_BLOB.invokeExact(statement, column);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static long backupInit(long into, long intoName, long from, long fromName) {
    try {
      return (long) BACKUP_INIT.invokeExact(into, intoName, from, fromName);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int backupStep(long backup, int pages) {
    try {
      return (int) BACKUP_STEP.invokeExact(backup, pages);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int backupRemaining(long backup) {
    try {
      return (int) BACKUP_REMAINING.invokeExact(backup);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int backupPages(long backup) {
    try {
      return (int) BACKUP_PAGES.invokeExact(backup);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  static int backupFinish(long backup) {
    try {
      return (int) BACKUP_FINISH.invokeExact(backup);
    } catch (Throwable thrown) {
      throw never(thrown);
    }
  }

  /** A call of C throws nothing; what comes here is an error of the machine or of this class. */
  private static Error never(Throwable thrown) {
    return thrown instanceof Error error ? error : new AssertionError(thrown);
  }
}

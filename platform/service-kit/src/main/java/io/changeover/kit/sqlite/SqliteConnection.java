package io.changeover.kit.sqlite;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection to a SQLite database. One thread uses it at a time; only {@link #interrupt} may be
 * called from another one. Calls block the carrier of a virtual thread.
 */
public final class SqliteConnection implements AutoCloseable {
  /** How long a lock of another process is waited for. */
  public static final Duration LONGEST_WAIT_FOR_LOCK = Duration.ofSeconds(5);

  private static final int READ_WRITE = 0x2;
  private static final int CREATE = 0x4;

  /** One thread at a time needs no lock. */
  private static final int NO_MUTEX = 0x8000;

  private static final int OK = 0;

  private final Path file;
  private final long address;
  private boolean closed;

  private SqliteConnection(Path file, long address) {
    this.file = file;
    this.address = address;
  }

  /**
   * Opens a database that is there, and reads its header and schema.
   *
   * @throws StepFailure {@code tool-missing} when SQLite's library is not installed
   * @throws SqliteFailure when the file is not there, locked, damaged, or no SQLite database
   */
  public static SqliteConnection open(Path file) throws SqliteFailure, StepFailure {
    return open(file, READ_WRITE);
  }

  /** The same, but a file that is not there becomes an empty database. */
  public static SqliteConnection openOrCreate(Path file) throws SqliteFailure, StepFailure {
    return open(file, READ_WRITE | CREATE);
  }

  private static SqliteConnection open(Path file, int flags) throws SqliteFailure, StepFailure {
    requireLibrary();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment holder = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment name = arena.allocateFrom(file.toString());
      int code = Library.open(name.address(), holder.address(), flags | NO_MUTEX);
      SqliteConnection opened = new SqliteConnection(file, holder.get(ValueLayout.JAVA_LONG, 0));
      try {
        opened.require(code);
        Library.busyTimeout(opened.address, (int) LONGEST_WAIT_FOR_LOCK.toMillis());
        opened.list("SELECT count(*) FROM sqlite_schema");
        return opened;
      } catch (SqliteFailure refused) {
        opened.close();
        throw refused;
      }
    }
  }

  private static void requireLibrary() throws StepFailure {
    Optional<String> fault = Library.fault();
    if (fault.isPresent()) {
      throw new StepFailure(
          FailureCode.TOOL_MISSING,
          "SQLite's library cannot be loaded: " + fault.get(),
          "Install it where this service runs; on Debian it is the package libsqlite3-0.");
    }
  }

  public Path file() {
    return file;
  }

  /** Runs a statement that answers nothing, or whose answer is of no interest. */
  public void execute(String sql) throws SqliteFailure {
    try (SqliteStatement statement = prepare(sql)) {
      while (statement.step()) {
        // What a pragma answers does not matter here.
      }
    }
  }

  /** The first column of every row as text; NULL is the word null. */
  public List<String> list(String sql) throws SqliteFailure {
    List<String> values = new ArrayList<>();
    try (SqliteStatement statement = prepare(sql)) {
      while (statement.step()) {
        values.add(statement.text(0));
      }
    }
    return values;
  }

  /** The first column of the first row as a number; 0 when there is none. */
  public long number(String sql) throws SqliteFailure {
    try (SqliteStatement statement = prepare(sql)) {
      return statement.step() ? statement.integer(0) : 0;
    }
  }

  /** A statement; the first one when the text holds several. */
  public SqliteStatement prepare(String sql) throws SqliteFailure {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment holder = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment text = arena.allocateFrom(sql);
      require(Library.prepare(address, text.address(), -1, holder.address()));
      return new SqliteStatement(this, holder.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  /** Ends the statement that runs on another thread; it fails with {@code INTERRUPTED}. */
  public synchronized void interrupt() {
    if (!closed) {
      Library.interrupt(address);
    }
  }

  /** The newest failure of this connection. */
  SqliteFailure failure() {
    return new SqliteFailure(Library.errorCode(address), file, Library.errorText(address));
  }

  private void require(int code) throws SqliteFailure {
    if (code != OK) {
      throw failure();
    }
  }

  long address() {
    return address;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Library.close(address);
    }
  }

  /** A name as it is written in SQL. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

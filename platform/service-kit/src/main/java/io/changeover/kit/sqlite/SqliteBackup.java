package io.changeover.kit.sqlite;

import io.changeover.kit.step.StepFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** SQLite's online backup interface: a copy of one moment, whatever is written meanwhile. */
public final class SqliteBackup {
  /** So many pages are copied before progress is told and a stop is looked for. */
  private static final int PAGES_AT_ONCE = 4096;

  private static final int OK = 0;
  private static final int DONE = 101;

  private SqliteBackup() {}

  /** Is told how far the backup has come. */
  @FunctionalInterface
  public interface Progress {
    void pages(int done, int all) throws InterruptedException;
  }

  /**
   * Copies a database into a new file.
   *
   * @param into holds nothing yet
   */
  public static void copy(SqliteConnection from, Path into, Progress progress)
      throws SqliteFailure, StepFailure, InterruptedException {
    try (Arena arena = Arena.ofConfined();
        SqliteConnection copy = SqliteConnection.openOrCreate(into)) {
      MemorySegment name = arena.allocateFrom("main");
      long backup =
          Library.backupInit(copy.address(), name.address(), from.address(), name.address());
      if (backup == 0) {
        throw copy.failure();
      }
      int code = OK;
      try {
        while (code == OK) {
          code = Library.backupStep(backup, PAGES_AT_ONCE);
          int all = Library.backupPages(backup);
          progress.pages(all - Library.backupRemaining(backup), all);
        }
      } finally {
        int _ = Library.backupFinish(backup);
      }
      if (code != DONE) {
        throw copy.failure();
      }
    }
  }
}

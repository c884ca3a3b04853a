package io.changeover.backup.dump;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.content.ReadingContent;
import io.changeover.backup.storage.Digested;
import io.changeover.contracts.step.CopyScope;
import io.changeover.kit.postgres.UserTable;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Dumps and reads the content at the same time. When one of both fails, the other is ended. */
final class SideBySide {
  private SideBySide() {}

  record Result(Digested dump, DatabaseContent content) {}

  /** Writes a dump without the rows of some tables. */
  @FunctionalInterface
  interface Dump {
    Digested without(List<UserTable> emptied) throws Exception;
  }

  static Result run(Snapshot snapshot, CopyScope scope, Dump dump) throws Exception {
    AtomicReference<@Nullable Exception> dumpFailure = new AtomicReference<>();
    List<UserTable> emptied = ReadingContent.emptied(snapshot.session(), scope);
    try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Digested> dumping =
          side.submit(() -> watched(() -> dump.without(emptied), dumpFailure, snapshot));
      try {
        DatabaseContent content = ReadingContent.without(emptied, snapshot.session());
        return new Result(dumping.get(), content);
      } catch (SQLException | ExecutionException failed) {
        Exception ofDump = dumpFailure.get();
        throw ofDump == null ? failed : ofDump;
      } finally {
        dumping.cancel(true);
      }
    }
  }

  private static Digested watched(
      Callable<Digested> dump, AtomicReference<@Nullable Exception> failure, Snapshot snapshot)
      throws Exception {
    try {
      return dump.call();
    } catch (Exception failed) {
      failure.set(failed);
      snapshot.abandon();
      throw failed;
    }
  }
}

package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.step.StepContext;
import io.changeover.migration.Owner;
import io.changeover.migration.copy.source.SourceDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  private static final StepContext.Registration GOOD = () -> {};
  private static final StepContext.Registration BROKEN =
      () -> {
        throw new IllegalStateException("cannot be closed");
      };

  @TempDir Path directory;

  @Test
  void aSourceThatCannotBeClosedLeavesNoSessionOpen() throws Exception {
    leavesNothingOpen(BROKEN, GOOD);
  }

  @Test
  void aRegistrationThatCannotBeClosedLeavesNoSessionOpen() throws Exception {
    leavesNothingOpen(GOOD, BROKEN);
  }

  private void leavesNothingOpen(StepContext.Registration source, StepContext.Registration target)
      throws Exception {
    Path path = directory.resolve("app.db");
    try (Connection session = Owner.plain().connect();
        SqliteConnection file = SqliteConnection.openOrCreate(path);
        SqliteConnection another = SqliteConnection.open(path)) {
      file.execute("BEGIN EXCLUSIVE");
      Worker worker = new Worker(new SourceDatabase.Reading(file, source), session, target);

      assertThatThrownBy(worker::close).hasMessage("cannot be closed");

      assertThat(session.isClosed()).isTrue();
      assertThatNoException()
          .as("nobody locks it")
          .isThrownBy(() -> another.execute("BEGIN EXCLUSIVE"));
    }
  }
}

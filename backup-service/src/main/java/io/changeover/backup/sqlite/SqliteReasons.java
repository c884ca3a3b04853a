package io.changeover.backup.sqlite;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.StepFailure;

/** What a failure of SQLite means for a backup. */
final class SqliteReasons {
  private SqliteReasons() {}

  static StepFailure explained(SqliteFailure failure) {
    return new StepFailure(
        switch (failure.kind()) {
          case LOCKED, NOT_A_DATABASE, DAMAGED -> FailureCode.REFUSED;
          case UNREADABLE -> FailureCode.TARGET_UNREACHABLE;
          case DISK_FULL, INTERRUPTED, OTHER -> FailureCode.TOOL_FAILED;
        },
        "SQLite says of " + failure.getMessage(),
        switch (failure.kind()) {
          case LOCKED ->
              "Stop whatever holds the database (an application, a shell), then retry the step.";
          case NOT_A_DATABASE ->
              "See whether the registered file is the right one. An encrypted database has to be decrypted first.";
          case DAMAGED -> "The file is damaged or cut off: bring back an undamaged copy.";
          case UNREADABLE ->
              "See that the file is there and that this service may read and write it and its directory.";
          case DISK_FULL -> "Free space on the disk of the backup storage, then retry the step.";
          case INTERRUPTED, OTHER ->
              "Read SQLite's message, remove the cause, then retry the step.";
        },
        failure);
  }
}

package io.changeover.migration.copy.source;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.sqlite.SqliteFailure;
import io.changeover.kit.step.StepFailure;

/** What a failure of SQLite means for a step. */
public final class SourceFailures {
  private SourceFailures() {}

  /** The reason for people, with what to do. */
  public static StepFailure explained(SqliteFailure failure) {
    FailureCode code =
        switch (failure.kind()) {
          case LOCKED, NOT_A_DATABASE, DAMAGED -> FailureCode.REFUSED;
          case UNREADABLE, DISK_FULL, INTERRUPTED, OTHER -> FailureCode.TARGET_UNREACHABLE;
        };
    String whatToDo =
        switch (failure.kind()) {
          case LOCKED ->
              "Stop whatever writes to the database (an application, a shell), then retry the step.";
          case NOT_A_DATABASE ->
              "See whether the registered file is the right one. An encrypted database has to be decrypted first.";
          case DAMAGED ->
              "Bring back an undamaged copy; what is left can be read with the command .recover of sqlite3.";
          case UNREADABLE ->
              "See that the file is there and that this service may read and write it and its directory.";
          case DISK_FULL -> "Free space on the disk of the database, then retry the step.";
          case INTERRUPTED, OTHER ->
              "Read SQLite's message, remove the cause, then retry the step.";
        };
    return new StepFailure(
        code, "The SQLite database cannot be read: " + failure.getMessage(), whatToDo, failure);
  }
}

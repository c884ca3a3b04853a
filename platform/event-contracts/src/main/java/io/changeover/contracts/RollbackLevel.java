package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How far a rollback goes. */
public enum RollbackLevel {
  /** The schema is downgraded step by step; traffic goes back to blue first if it had moved. */
  SCHEMA_DOWNGRADE(1, "schema downgrade"),
  /** Only traffic goes back to blue; the schema stays as migrated. */
  TRAFFIC_BACK(2, "traffic back to blue"),
  /** The verified backup is restored into a new database, which takes the old one's name. */
  RESTORE(3, "restore from the backup");

  private final int number;
  private final String title;

  RollbackLevel(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** 1, 2 or 3, as plans and REST say it. */
  @JsonValue
  public int number() {
    return number;
  }

  /** What the level does, in a few words. */
  public String title() {
    return title;
  }

  /**
   * The level of that number.
   *
   * @throws IllegalArgumentException for a number other than 1, 2 or 3
   */
  @JsonCreator
  public static RollbackLevel of(int number) {
    for (RollbackLevel level : values()) {
      if (level.number == number) {
        return level;
      }
    }
    throw new IllegalArgumentException("a rollback level is 1, 2 or 3 but not " + number);
  }

  @Override
  public String toString() {
    return "level " + number + " (" + title + ")";
  }
}

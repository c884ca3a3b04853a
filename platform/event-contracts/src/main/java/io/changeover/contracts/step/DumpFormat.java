package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a dump is laid out. */
public enum DumpFormat {
  /** One compressed file. */
  CUSTOM("custom"),

  /** One file for each table, dumped side by side. */
  DIRECTORY("directory"),

  /** SQL statements, compressed; of MariaDB. */
  SQL("sql");

  private final String word;

  DumpFormat(String word) {
    this.word = word;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}

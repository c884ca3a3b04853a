package io.changeover.backup.content;

import io.changeover.contracts.Digest;
import java.util.List;

/** What is in a database now, beside what was in it. */
public record ContentNow(List<TableNow> tables, Digest schema) {
  public ContentNow {
    tables = List.copyOf(tables);
  }
}

package io.changeover.orchestrator.deployment.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets a statement's parameters to arrays, one for each column of many rows. */
final class Columns {
  private final PreparedStatement statement;
  private int next = 1;

  Columns(PreparedStatement statement) {
    this.statement = statement;
  }

  <T> void text(List<T> rows, Function<T, @Nullable String> value) throws SQLException {
    set("text", rows.stream().map(value).toArray());
  }

  <T> void numbers(String type, List<T> rows, Function<T, Number> value) throws SQLException {
    set(type, rows.stream().map(value).toArray());
  }

  <T> void times(List<T> rows, Function<T, @Nullable Timestamp> value) throws SQLException {
    set("timestamptz", rows.stream().map(value).toArray());
  }

  <T> void flags(List<T> rows, Function<T, Boolean> value) throws SQLException {
    set("boolean", rows.stream().map(value).toArray());
  }

  private void set(String type, @Nullable Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
  }
}

package io.changeover.backup.mariadb;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.content.Ledgers;
import io.changeover.backup.content.TableContent;
import io.changeover.backup.content.TableNow;
import io.changeover.contracts.Digest;
import io.changeover.contracts.step.CopyScope;
import io.changeover.kit.mariadb.MariaDbSchema;
import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.mariadb.MariaDbTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is in a MariaDB database. */
public final class MariaDbContent {
  private MariaDbContent() {}

  /** From now on the connection shows one moment and only reads, until it is closed. */
  public static Connection atOneMoment(Connection connection) throws SQLException {
    MariaDbServer.execute(connection, "set session transaction isolation level repeatable read");
    MariaDbServer.execute(connection, "start transaction with consistent snapshot, read only");
    return connection;
  }

  /** The tables whose rows a copy of that scope leaves out. */
  static List<String> emptied(Connection connection, CopyScope scope) throws SQLException {
    return scope == CopyScope.DATA
        ? List.of()
        : MariaDbTables.of(connection).stream()
            .map(MariaDbTable::name)
            .filter(name -> !Ledgers.isLedger(name))
            .toList();
  }

  /** Everything, as the connection's transaction shows it, but as if some tables were empty. */
  static DatabaseContent all(Connection connection, CopyScope scope) throws SQLException {
    List<String> emptied = emptied(connection, scope);
    List<TableContent> tables = new ArrayList<>();
    for (MariaDbTable table : MariaDbTables.of(connection)) {
      tables.add(
          emptied.contains(table.name())
              ? new TableContent("", table.name(), table.columns(), 0, "0")
              : content(connection, table));
    }
    return new DatabaseContent(schema(connection), tables);
  }

  /** The schema's fingerprint. */
  public static Digest schema(Connection connection) throws SQLException {
    return MariaDbSchema.of(connection);
  }

  /** Tables as they are now, over the columns that they had; in the order given. */
  public static List<TableNow> again(Connection connection, List<TableContent> before)
      throws SQLException {
    Map<String, MariaDbTable> existing =
        MariaDbTables.of(connection).stream()
            .collect(Collectors.toMap(MariaDbTable::name, Function.identity()));
    List<TableNow> found = new ArrayList<>();
    for (TableContent table : before) {
      found.add(again(connection, table, existing.get(table.name())));
    }
    return found;
  }

  private static TableNow again(
      Connection connection, TableContent before, @Nullable MariaDbTable existing)
      throws SQLException {
    if (existing == null) {
      return new TableNow(before, null, List.of());
    }
    List<String> gone =
        before.columns().stream().filter(column -> !existing.columns().contains(column)).toList();
    return gone.isEmpty()
        ? new TableNow(
            before, content(connection, new MariaDbTable(before.name(), before.columns())), gone)
        : new TableNow(before, null, gone);
  }

  private static TableContent content(Connection connection, MariaDbTable table)
      throws SQLException {
    MariaDbTables.Content found = MariaDbTables.content(connection, table);
    return new TableContent(
        "", table.name(), table.columns(), found.rows(), found.checksum().toString());
  }
}

package io.changeover.backup.content;

import io.changeover.backup.server.Session;
import io.changeover.contracts.Digest;
import io.changeover.contracts.step.CopyScope;
import io.changeover.kit.postgres.SchemaFingerprint;
import io.changeover.kit.postgres.TableFingerprint;
import io.changeover.kit.postgres.TableFingerprints;
import io.changeover.kit.postgres.UserTable;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is in a database. */
public final class ReadingContent {
  private ReadingContent() {}

  /**
   * The tables whose rows a copy of that scope leaves out: for the schema all but the ledgers in
   * which migration tools keep which version it has.
   */
  public static List<UserTable> emptied(Session session, CopyScope scope) throws SQLException {
    return scope == CopyScope.DATA
        ? List.of()
        : TableFingerprints.tables(session.connection()).stream()
            .filter(table -> !Ledgers.isLedger(table.name()))
            .toList();
  }

  /** Everything, but as if some tables were empty. */
  public static DatabaseContent without(List<UserTable> emptied, Session session)
      throws SQLException {
    List<TableContent> tables = new ArrayList<>();
    for (UserTable table : TableFingerprints.tables(session.connection())) {
      tables.add(
          emptied.contains(table)
              ? TableContent.of(new TableFingerprint(table, 0, BigInteger.ZERO))
              : read(session, List.of(table)).getFirst());
    }
    return new DatabaseContent(schema(session), tables);
  }

  /** The schema's fingerprint. */
  public static Digest schema(Session session) throws SQLException {
    return SchemaFingerprint.of(session.connection());
  }

  /** Tables as they are now, over the columns that they had; in the order given. */
  public static List<TableNow> again(Session session, List<TableContent> before)
      throws SQLException {
    Map<String, UserTable> existing =
        TableFingerprints.tables(session.connection()).stream()
            .collect(Collectors.toMap(UserTable::qualifiedName, Function.identity()));
    List<TableNow> found = new ArrayList<>();
    for (TableContent table : before) {
      found.add(again(session, table, existing.get(table.table().qualifiedName())));
    }
    return found;
  }

  private static TableNow again(Session session, TableContent before, @Nullable UserTable existing)
      throws SQLException {
    if (existing == null) {
      return new TableNow(before, null, List.of());
    }
    List<String> gone =
        before.columns().stream().filter(column -> !existing.columns().contains(column)).toList();
    return gone.isEmpty()
        ? new TableNow(before, read(session, List.of(before.table())).getFirst(), gone)
        : new TableNow(before, null, gone);
  }

  private static List<TableContent> read(Session session, List<UserTable> tables)
      throws SQLException {
    return TableFingerprints.of(session.connection(), tables).stream()
        .map(TableContent::of)
        .toList();
  }
}

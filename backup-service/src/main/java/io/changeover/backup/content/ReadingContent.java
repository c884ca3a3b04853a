package io.changeover.backup.content;

import io.changeover.backup.server.Session;
import io.changeover.contracts.Digest;
import io.changeover.kit.postgres.SchemaFingerprint;
import io.changeover.kit.postgres.TableFingerprints;
import io.changeover.kit.postgres.UserTable;
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

  /** Everything, as the session's transaction shows it. */
  public static DatabaseContent all(Session session) throws SQLException {
    return new DatabaseContent(
        schema(session), read(session, TableFingerprints.tables(session.connection())));
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

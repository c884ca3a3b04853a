package io.changeover.backup.content;

import io.changeover.kit.postgres.TableFingerprint;
import io.changeover.kit.postgres.UserTable;
import java.math.BigInteger;
import java.util.List;

/**
 * What is in a table.
 *
 * @param columns that the checksum is over, in order
 * @param checksum over all rows, whatever their order; a decimal number
 */
public record TableContent(
    String schema, String name, List<String> columns, long rows, String checksum) {
  public TableContent {
    columns = List.copyOf(columns);
  }

  static TableContent of(TableFingerprint found) {
    UserTable table = found.table();
    return new TableContent(
        table.schema(), table.name(), table.columns(), found.rows(), found.checksum().toString());
  }

  /** The table with the columns that count. */
  UserTable table() {
    return new UserTable(schema, name, columns);
  }

  TableFingerprint fingerprint() {
    return new TableFingerprint(table(), rows, new BigInteger(checksum));
  }

  /** For people; MariaDB has no schemas within a database. */
  public String qualifiedName() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}

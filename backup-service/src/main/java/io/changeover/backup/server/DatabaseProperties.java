package io.changeover.backup.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database as a whole and is in no dump of it.
 *
 * @param localeProvider c (libc), i (ICU) or b (built in), as in {@code pg_database}
 * @param locale of ICU or the built-in provider; null with libc
 * @param connectionLimit -1 for none
 * @param grants null while nothing was ever granted or revoked: the server's defaults
 * @param settings by {@code ALTER DATABASE SET} and {@code ALTER ROLE IN DATABASE SET}
 */
public record DatabaseProperties(
    String owner,
    String encoding,
    String localeProvider,
    String collate,
    String ctype,
    @Nullable String locale,
    @Nullable String icuRules,
    String tablespace,
    int connectionLimit,
    @Nullable String comment,
    @Nullable List<Grant> grants,
    List<Setting> settings) {
  public DatabaseProperties {
    grants = grants == null ? null : List.copyOf(grants);
    settings = List.copyOf(settings);
  }

  /** Those of a MariaDB database, which has no more. */
  public static DatabaseProperties ofMariaDb(String characterSet, String collation) {
    return new DatabaseProperties(
        "", characterSet, "", collation, "", null, null, "", -1, null, null, List.of());
  }

  /**
   * A right in the database.
   *
   * @param grantee null for everybody
   */
  public record Grant(@Nullable String grantee, String privilege, boolean grantable) {}

  /**
   * A setting for sessions in the database.
   *
   * @param role whose sessions; null for everybody's
   */
  public record Setting(@Nullable String role, String name, String value) {}
}

package io.changeover.backup.content;

import io.changeover.backup.server.Session;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Digest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares a restored copy with what was dumped. */
public final class ComparingCopy {
  /** So many differing tables are named. */
  private static final int MOST_NAMED = 20;

  private ComparingCopy() {}

  /** Row counts, checksums and the schema's fingerprint, each as one check. */
  public static List<CheckResult> with(DatabaseContent dumped, Session copy) throws SQLException {
    return of(dumped, ReadingContent.again(copy, dumped.tables()), ReadingContent.schema(copy));
  }

  /** The same of what was read. */
  public static List<CheckResult> of(DatabaseContent dumped, List<TableNow> tables, Digest schema) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        check(
            "row counts of the copy",
            "%,d rows in %d tables".formatted(dumped.rows(), tables.size()),
            tables,
            TableNow::sameRowCount));
    checks.add(
        check(
            "checksums of the copy",
            "equal in %d tables".formatted(tables.size()),
            tables,
            TableNow::sameContent));
    checks.add(
        CheckResult.of(
            "schema of the copy",
            "fingerprint " + dumped.schema(),
            "fingerprint " + schema,
            schema.equals(dumped.schema())));
    return checks;
  }

  private static CheckResult check(
      String name, String expected, List<TableNow> tables, Predicate<TableNow> same) {
    List<TableNow> different = tables.stream().filter(same.negate()).toList();
    String actual =
        different.isEmpty()
            ? "equal"
            : different.stream()
                .limit(MOST_NAMED)
                .map(table ->
                    "%s: %s instead of %s"
                        .formatted(
                            table.before().qualifiedName(), table.actual(), table.expected()))
                .collect(Collectors.joining("; "));
    return CheckResult.of(name, expected, actual, different.isEmpty());
  }
}

package io.changeover.notification.view;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.event.StepSucceeded;
import java.util.List;
import java.util.Locale;

/** What a step that succeeded can show, in words. */
final class Result {
  private Result() {}

  /** A line; empty where its checks say all. */
  static String of(Evidence evidence) {
    return evidence instanceof Evidence.Backup backup
        ? String.format(
            Locale.ROOT,
            "%s, %s, %s",
            backup.location(),
            backup.bytes(),
            backup.verified()
                ? String.format(Locale.ROOT, "restored and compared: %,d rows", backup.rows())
                : "not restored to prove it")
        : "";
  }

  /** What leading a step back has done. */
  static String undone(String title, Evidence evidence) {
    if (evidence instanceof Evidence.Restore restore) {
      return String.format(
          Locale.ROOT,
          "Database %s restored from the backup, %,d rows; what was there is kept as %s",
          restore.database(),
          restore.rows(),
          restore.kept());
    }
    return evidence instanceof Evidence.Migration migration
            && !migration.from().equals(migration.to())
        ? "Migrations rolled back: %s → %s"
            .formatted(revision(migration.from()), revision(migration.to()))
        : "Led back: " + title;
  }

  private static String revision(String named) {
    return named.isEmpty() ? "nothing" : named;
  }

  /** What a look has seen. */
  static List<String> seen(StepSucceeded look) {
    return look.checks().stream().map(Result::line).toList();
  }

  private static String line(CheckResult check) {
    return "%s: %s".formatted(check.name(), check.actual());
  }
}

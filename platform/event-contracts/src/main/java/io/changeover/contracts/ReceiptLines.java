package io.changeover.contracts;

import io.changeover.contracts.step.CopyScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A receipt in words. */
final class ReceiptLines {
  private static final double MILLIS = 1_000.0;

  private ReceiptLines() {}

  static List<String> of(Receipt receipt) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Rehearsed on a copy of %s (%s, %s): %d tables, %,d rows; dumped in %s, restored in %s."
            .formatted(
                receipt.target(),
                receipt.databaseBytes(),
                receipt.copy() == CopyScope.DATA ? "with its data" : "schema only",
                receipt.tables(),
                receipt.rows(),
                text(receipt.dumpedIn()),
                text(receipt.restoredIn())));
    lines.add(steps(receipt));
    for (Receipt.TriedLevel tried : receipt.levels()) {
      lines.add(
          "Rollback %s was tried and led back, in %s."
              .formatted(tried.level(), text(tried.took())));
    }
    for (Receipt.UntriedLevel left :
        Objects.requireNonNullElse(receipt.untried(), List.<Receipt.UntriedLevel>of())) {
      lines.add("Rollback %s was NOT tried: %s.".formatted(left.level(), left.why()));
    }
    lines.add(locks(receipt));
    return lines;
  }

  private static String steps(Receipt receipt) {
    Duration all =
        receipt.steps().stream().map(Receipt.TriedStep::took).reduce(Duration.ZERO, Duration::plus);
    long warned =
        receipt.checks().stream().filter(check -> check.verdict() == Verdict.WARNED).count();
    return "%d steps of the plan took %s; %d checks, %d warned."
        .formatted(receipt.steps().size(), text(all), receipt.checks().size(), warned);
  }

  private static String locks(Receipt receipt) {
    List<List<HeldLock>> seen =
        receipt.steps().stream()
            .flatMap(step -> Optional.ofNullable(step.locks()).stream())
            .toList();
    return seen.isEmpty()
        ? "Which locks they hold, nobody could see."
        : locks(seen.stream().flatMap(List::stream).toList());
  }

  private static String locks(List<HeldLock> locks) {
    Optional<HeldLock> longest = locks.stream().max(Comparator.comparing(HeldLock::held));
    return longest
        .map(lock ->
            "%d locks that make others wait; the longest, %s on %s, for %s."
                .formatted(locks.size(), lock.mode(), lock.relation(), text(lock.held())))
        .orElse("No lock was seen that makes others wait.");
  }

  private static String text(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / MILLIS);
  }
}

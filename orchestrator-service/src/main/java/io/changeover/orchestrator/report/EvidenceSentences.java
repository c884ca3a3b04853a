package io.changeover.orchestrator.report;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;

/** Says in a few words what a step can show. */
final class EvidenceSentences {
  /** So much of a digest is enough to recognise it. */
  private static final int SHORT_DIGEST = 12;

  private EvidenceSentences() {}

  static String of(Evidence evidence) {
    return switch (evidence) {
      case Evidence.None none -> "";
      case Evidence.Backup one -> backup(one);
      case Evidence.Clone one -> cloned(one);
      case Evidence.RestorePrice one -> restorePrice(one);
      case Evidence.Restore one -> restore(one);
      case Evidence.Migration one -> migration(one);
      case Evidence.CommandRun one -> commandRun(one);
      case Evidence.Copied one -> copied(one);
      case Evidence.CopyPrice one -> copyPrice(one);
      case Evidence.Exported one -> exported(one);
      case Evidence.ReplacedFile one -> replacedFile(one);
      case Evidence.RunningInstance one -> runningInstance(one);
      case Evidence.Traffic one ->
          "%s serves, generation %d".formatted(one.serving(), one.generation());
      case Evidence.Release one -> ReleaseSentences.of(one);
      case Evidence.ResponseTimes one -> responseTimes(one);
      case Evidence.Counted one -> "the answer was " + one.value();
      case Evidence.StatementCosts one ->
          "the cost of %d statements so far".formatted(one.statements().size());
      case Evidence.LogPosition one -> "%s went to byte %d".formatted(one.log(), one.bytes());
      case Evidence.Downtime one -> downtime(one);
      case Evidence.Announcement one -> "told: " + one.message();
      case Evidence.Archive one -> "%d events at %s".formatted(one.events(), one.location());
    };
  }

  private static String backup(Evidence.Backup one) {
    return "%s at %s, sha256 %s…, %d tables, %d rows%s"
        .formatted(
            one.bytes(),
            one.location(),
            brief(one.sha256()),
            one.tables(),
            one.rows(),
            one.verified() ? ", proved by a restore" : ", not proved");
  }

  private static String cloned(Evidence.Clone one) {
    return "%s, a copy of %d tables and %d rows, equal to what was dumped"
        .formatted(one.database(), one.tables(), one.rows());
  }

  private static String restorePrice(Evidence.RestorePrice one) {
    return "a restore would lose %d rows and take about %d s"
        .formatted(one.rowsAddedOrRemoved(), one.expectedRestore().toSeconds());
  }

  private static String restore(Evidence.Restore one) {
    return "%s is the restored one, the replaced one is kept as %s"
        .formatted(one.database(), one.kept());
  }

  private static String migration(Evidence.Migration one) {
    return "%s from %s to %s%s%s"
        .formatted(
            one.tool(),
            one.from().isEmpty() ? "nothing" : one.from(),
            one.to(),
            one.alreadyApplied() ? ", which the ledger already said" : "",
            one.counts().isEmpty() ? "" : ", migrated " + one.counts());
  }

  private static String commandRun(Evidence.CommandRun one) {
    return "%s %s%s"
        .formatted(
            one.program(),
            one.alreadyDone() ? "had nothing left to do" : "ended with exit code " + one.exitCode(),
            one.counts().isEmpty() ? "" : ", counted " + one.counts());
  }

  private static String copied(Evidence.Copied one) {
    return "%d rows of %d tables in %d s, %s compared in %d s%s"
        .formatted(
            one.rows().values().stream().mapToLong(Long::longValue).sum(),
            one.rows().size(),
            one.took().toSeconds(),
            one.verified(),
            one.verifiedIn().toSeconds(),
            one.mapped().isEmpty() ? "" : ", mapped by rules: " + one.mapped());
  }

  private static String copyPrice(Evidence.CopyPrice one) {
    return "at least %d rows were written since the copy; its tables have grown or shrunk by %d rows"
        .formatted(one.rowsChanged(), one.rowsAddedOrRemoved());
  }

  private static String exported(Evidence.Exported one) {
    return "%d rows of %d tables at %s, %s, sha256 %s…"
        .formatted(
            one.rows().values().stream().mapToLong(Long::longValue).sum(),
            one.rows().size(),
            one.location(),
            one.bytes(),
            brief(one.sha256()));
  }

  private static String replacedFile(Evidence.ReplacedFile one) {
    return "%s is now sha256 %s…, it was %s…"
        .formatted(one.file(), brief(one.sha256()), brief(one.before()));
  }

  private static String runningInstance(Evidence.RunningInstance one) {
    return "%s %s on port %d %s"
        .formatted(
            one.instance(), one.running() ? "runs" : "is stopped", one.port(), one.version());
  }

  private static String responseTimes(Evidence.ResponseTimes one) {
    return "median %d ms, 95 %% within %d ms over %d requests"
        .formatted(one.median().toMillis(), one.p95().toMillis(), one.requests());
  }

  private static String downtime(Evidence.Downtime one) {
    return "%d ms without an answer, %d ms in one piece, %d of %d requests in %d s"
        .formatted(
            one.down().toMillis(),
            one.longest().toMillis(),
            one.failed(),
            one.requests(),
            one.lasted().toSeconds());
  }

  private static String brief(Digest digest) {
    return digest.value().substring(0, SHORT_DIGEST);
  }
}

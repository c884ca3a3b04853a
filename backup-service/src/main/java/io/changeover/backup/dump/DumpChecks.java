package io.changeover.backup.dump;

import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.PostgresDump;
import java.util.ArrayList;
import java.util.List;

/** What can be said about a dump before it is restored. */
final class DumpChecks {
  private DumpChecks() {}

  static List<CheckResult> of(
      StoredBackup place, Manifest manifest, PostgresDump spec, boolean earlier) {
    List<CheckResult> checks = new ArrayList<>();
    Manifest.Dump dump = manifest.dump();
    checks.add(
        CheckResult.of(
            "dump written",
            "complete, with a SHA-256",
            "%s%s, SHA-256 %s"
                .formatted(
                    earlier ? "by an earlier attempt: " : "",
                    place.dump(dump.format()),
                    dump.sha256()),
            true));
    ByteSize least = spec.smallerThanIsSuspicious();
    if (least != null) {
      checks.add(
          CheckResult.of(
              "size of the dump",
              "at least " + least,
              dump.bytes().toString(),
              dump.bytes().bytes() >= least.bytes()));
    }
    checks.add(
        CheckResult.of(
            "manifest",
            "written next to the dump",
            "%s: %,d rows in %d tables"
                .formatted(
                    place.manifestFile(),
                    manifest.content().rows(),
                    manifest.content().tables().size()),
            true));
    return checks;
  }

  static CheckResult provedBefore(Manifest.Proof proof) {
    return CheckResult.of(
        "restored",
        "the whole dump, with equal row counts, checksums and schema",
        "by an earlier attempt, at " + proof.at(),
        true);
  }

  static boolean passed(List<CheckResult> checks) {
    return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILED);
  }
}

package io.changeover.backup.dump;

import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said about a dump before it is restored. */
public final class DumpChecks {
  private DumpChecks() {}

  /**
   * All of them.
   *
   * @param least a smaller dump is suspicious; null when none is
   * @param earlier whether an earlier attempt has written the dump
   */
  public static List<CheckResult> of(
      StoredBackup place, Manifest manifest, @Nullable ByteSize least, boolean earlier) {
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

  public static CheckResult provedBefore(Manifest.Proof proof) {
    return CheckResult.of(
        "restored",
        "the whole dump, with equal row counts, checksums and schema",
        "by an earlier attempt, at " + proof.at(),
        true);
  }

  public static boolean passed(List<CheckResult> checks) {
    return checks.stream().noneMatch(check -> check.verdict() == Verdict.FAILED);
  }
}

package io.changeover.validation.host;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Disk;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.validation.DatabaseSize;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Looks at the free space of the file system below a path of this host. */
@Component
final class DiskCheck implements StepHandler<Disk> {
  private static final String WHAT_TO_DO = "Free space on that file system, and retry.";

  private final DatabaseSize databases;

  DiskCheck(DatabaseSize databases) {
    this.databases = databases;
  }

  @Override
  public Class<Disk> kind() {
    return Disk.class;
  }

  @Override
  public Outcome handle(StepCommand command, Disk spec, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    Path path = Path.of(spec.path());
    if (!path.isAbsolute() || !Files.exists(path)) {
      return Outcome.ofChecks(
          List.of(missing(command, spec)), "Create the directory, or correct the path.");
    }
    return Outcome.ofChecks(checks(command, spec, Files.getFileStore(path), context), WHAT_TO_DO);
  }

  private static CheckResult missing(StepCommand command, Disk spec) {
    return CheckResult.of(
        "free space",
        "an absolute path on this host",
        spec.path() + " is not there",
        command.severity(),
        false);
  }

  private List<CheckResult> checks(
      StepCommand command, Disk spec, FileStore store, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    ByteSize free = new ByteSize(store.getUsableSpace());
    double percent = 100.0 * free.bytes() / Math.max(1, store.getTotalSpace());
    List<CheckResult> checks = new ArrayList<>();
    ByteSize least = spec.freeAtLeast();
    if (least != null) {
      checks.add(enough(command, spec.path(), "at least " + least, free, least.bytes()));
    }
    Integer leastPercent = spec.freePercentAtLeast();
    if (leastPercent != null) {
      checks.add(
          CheckResult.of(
              "free share below " + spec.path(),
              "at least %d %%".formatted(leastPercent),
              String.format(Locale.ROOT, "%.1f %% (%s)", percent, free),
              command.severity(),
              percent >= leastPercent));
    }
    Integer times = spec.timesDatabaseSize();
    TargetAlias target = spec.target();
    if (times != null && target != null) {
      ByteSize database = databases.of(command, target, context);
      String expected = "at least %d times the database's %s".formatted(times, database);
      checks.add(
          enough(
              command, spec.path(), expected, free, Math.multiplyExact(database.bytes(), times)));
    }
    return checks;
  }

  private static CheckResult enough(
      StepCommand command, String path, String expected, ByteSize free, long needed) {
    return CheckResult.of(
        "free space below " + path,
        expected,
        free.toString(),
        command.severity(),
        free.bytes() >= needed);
  }
}

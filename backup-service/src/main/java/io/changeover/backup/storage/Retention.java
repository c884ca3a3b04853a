package io.changeover.backup.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which backups of a database may go. Kept are the newest verified ones up to a number, all that
 * are young, and all of the deployment that is at work: with one live deployment for each target,
 * every other deployment of that target has ended.
 *
 * @param keepAtLeast verified backups, at least 1
 * @param keepFor the age up to which all are kept
 */
record Retention(int keepAtLeast, Duration keepFor) {
  private static final Comparator<AgedBackup> NEWEST_FIRST =
      Comparator.comparing(AgedBackup::startedAt).reversed();

  Retention {
    if (keepAtLeast < 1) {
      throw new IllegalArgumentException("the newest verified backup is always kept");
    }
  }

  /**
   * The backups that may go.
   *
   * @param atWork a backup of the live deployment
   */
  List<AgedBackup> removable(List<AgedBackup> backups, AgedBackup atWork, Instant now) {
    Set<BackupId> newest =
        backups.stream()
            .filter(AgedBackup::verified)
            .sorted(NEWEST_FIRST)
            .limit(keepAtLeast)
            .map(AgedBackup::backup)
            .collect(Collectors.toUnmodifiableSet());
    return backups.stream()
        .filter(backup -> !newest.contains(backup.backup()))
        .filter(backup -> !backup.deployment().equals(atWork.deployment()))
        .filter(backup -> backup.finishedAt().plus(keepFor).isBefore(now))
        .toList();
  }
}

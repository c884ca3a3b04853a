package io.changeover.backup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");
  private final List<AgedBackup> backups = new ArrayList<>();

  private AgedBackup backup(String deployment, int daysAgo, boolean verified) {
    return backup(deployment, 1, daysAgo, verified);
  }

  private AgedBackup backup(String deployment, int attempt, int daysAgo, boolean verified) {
    Instant at = NOW.minus(Duration.ofDays(daysAgo));
    BackupId id = BackupId.parse("db/%s.dump.%d".formatted(deployment, attempt));
    AgedBackup backup = new AgedBackup(id, id.deployment(), at, at, verified);
    backups.add(backup);
    return backup;
  }

  @Test
  void onlyOldOnesBesidesTheNewestVerifiedGo() {
    AgedBackup oldest = backup("oldest-one", 90, true);
    backup("second-one", 80, true);
    AgedBackup never = backup("unproved-old", 40, false);
    backup("unproved-new", 10, false);
    AgedBackup atWork = backup("at-work-now", 0, true);
    assertThat(new Retention(2, Duration.ofDays(30)).removable(backups, atWork, NOW))
        .containsExactlyInAnyOrder(oldest, never);
  }

  @Test
  void theNewestVerifiedOneStaysWhateverItsAge() {
    AgedBackup verified = backup("verified-one", 300, true);
    AgedBackup atWork = backup("at-work-now", 0, false);
    assertThat(new Retention(1, Duration.ZERO).removable(backups, atWork, NOW))
        .doesNotContain(verified)
        .isEmpty();
    assertThatThrownBy(() -> new Retention(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDeploymentAtWorkKeepsAllItsBackups() {
    backup("at-work-now", 100, true);
    AgedBackup other = backup("other-one", 100, true);
    AgedBackup atWork = backup("at-work-now", 2, 100, false);
    backup("newer-one", 99, true);
    assertThat(new Retention(1, Duration.ofDays(1)).removable(backups, atWork, NOW))
        .containsExactly(other);
  }

  @Test
  void anIdIsNoPathOutOfTheStorage() {
    for (String bad :
        List.of("../x", "db/..", "db/../../etc.x.1", "db/a/b", "/etc/passwd", "db/x")) {
      assertThatThrownBy(() -> BackupId.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(BackupId.parse("db/deployment-1.step.verify-1.12").toString())
        .isEqualTo("db/deployment-1.step.verify-1.12");
  }
}

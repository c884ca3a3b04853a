package io.changeover.backup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.content.DatabaseContent;
import io.changeover.backup.server.DatabaseProperties;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.StepId;
import io.changeover.contracts.step.DumpFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-03-31T10:00:00Z");
  private static final Digest DIGEST =
      io.changeover.contracts.json.Json.sha256("".getBytes(StandardCharsets.UTF_8));

  private final List<Manifest> backups = new ArrayList<>();

  private Manifest backup(String deployment, int daysAgo, boolean verified) {
    Instant at = NOW.minus(Duration.ofDays(daysAgo));
    Manifest manifest =
        new Manifest(
            BackupId.parse("db/" + deployment + ".dump.1"),
            new Manifest.Origin(
                new DeploymentId(deployment),
                new StepId("dump"),
                new CommandId(deployment + "/dump/forward/1"),
                "shop",
                "15.1",
                new ByteSize(1)),
            new Manifest.Dump(DumpFormat.CUSTOM, "15.1", at, at, new ByteSize(1), DIGEST),
            new DatabaseProperties(
                "o", "UTF8", "c", "C", "C", null, null, "pg_default", -1, null, null, List.of()),
            new DatabaseContent(DIGEST, List.of()),
            verified ? new Manifest.Proof(at, Duration.ofSeconds(1)) : null);
    backups.add(manifest);
    return manifest;
  }

  @Test
  void onlyOldOnesBesidesTheNewestVerifiedGo() {
    Manifest oldest = backup("oldest-one", 90, true);
    backup("second-one", 80, true);
    Manifest never = backup("unproved-old", 40, false);
    backup("unproved-new", 10, false);
    Manifest atWork = backup("at-work-now", 0, true);
    assertThat(new Retention(2, Duration.ofDays(30)).removable(backups, atWork, NOW))
        .containsExactlyInAnyOrder(oldest, never);
  }

  @Test
  void theNewestVerifiedOneStaysWhateverItsAge() {
    Manifest verified = backup("verified-one", 300, true);
    Manifest atWork = backup("at-work-now", 0, false);
    assertThat(new Retention(1, Duration.ZERO).removable(backups, atWork, NOW))
        .doesNotContain(verified)
        .isEmpty();
    assertThatThrownBy(() -> new Retention(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDeploymentAtWorkKeepsAllItsBackups() {
    backup("at-work-now", 100, true);
    Manifest other = backup("other-one", 100, true);
    Manifest atWork =
        new Manifest(
            BackupId.parse("db/at-work-now.dump.2"),
            backups.getFirst().origin(),
            backups.getFirst().dump(),
            backups.getFirst().properties(),
            backups.getFirst().content(),
            null);
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

package io.changeover.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Role;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskKind;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.event.TaskOverdue;
import io.changeover.contracts.json.Json;
import io.changeover.notification.notice.Notice;
import io.changeover.notification.notice.NoticeOfEvent;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Folding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a team asks, in the messages about a deployment's end and in the plan's own words. */
class NoticesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-02T10:00:00Z");

  @Test
  void aRollbackSaysWhyWhatWasDoneAndWhatIsNext() {
    Notice last = notices(story().rollsBack()).getLast();

    assertThat(last.headline()).startsWith("Rolled back, everything is as before");
    assertThat(last.lines())
        .contains(
            "Reason: alembic upgrade 006 violates fk_shipments_organization_id",
            "Level: level 1 (schema downgrade)",
            "Rollback began: 2 Nov 2026 10:03 UTC · took 9 s",
            "• a failed migration goes back by level 1 while traffic is on blue",
            "Actions taken:",
            "• Led back: 005: move data into one organization",
            "• Led back: 003: create organizations");
    assertThat(last.next())
        .contains("Find the root cause in the deployment's report.")
        .anyMatch(line -> line.startsWith("alice mends it"))
        .endsWith("Contact: the administrator, 4711");
  }

  @Test
  void aRollbackBeganWithItsFirstLevel() {
    Story story = story().decides(RollbackLevel.SCHEMA_DOWNGRADE).later(60);
    story.decides(RollbackLevel.RESTORE).later(30).completes(RollbackLevel.RESTORE);

    assertThat(notices(story).getLast().lines())
        .contains(
            "Level: level 3 (restore from the backup)",
            "Rollback began: 2 Nov 2026 10:00 UTC · took 1 min 30 s");
  }

  @Test
  void afterLevelTwoTheSchemaIsNotAsBefore() {
    Story story = story().decides(RollbackLevel.TRAFFIC_BACK).completes(RollbackLevel.TRAFFIC_BACK);

    assertThat(notices(story).getLast().headline())
        .startsWith(
            "Rolled back, users are back on the version before; the schema stays as migrated");
  }

  @Test
  void nobodyComparedWhatWasLedBackByHand() {
    Story story = story().decides(RollbackLevel.SCHEMA_DOWNGRADE);
    story.looks(CheckResult.of("schema", "equal", "equal", true)).endedByHand();
    Notice last = notices(story).getLast();

    assertThat(last.headline())
        .startsWith("Rolled back, somebody led it back by hand; nothing was compared");
    assertThat(last.lines())
        .contains("Level: level 1 (schema downgrade), ended by hand")
        .doesNotContain("Verified afterwards:");
    assertThat(notices(story().endedByHand()).getLast().headline())
        .startsWith("Rolled back, somebody led it back by hand");
  }

  @Test
  void aSuccessTellsTheMigrationsTimeAndTheBackup() {
    assertThat(notices(story().succeeds()).getLast().lines())
        .contains(
            "Started: 2 Nov 2026 10:00 UTC by alice",
            "Migration time: 20 s",
            "Backup: /backups/b1, 34.0 MB, restored and compared: 412,000 rows");
  }

  @Test
  void anAnnouncementsFirstLineIsItsSubjectWhenAnEmptyLineFollows() {
    Notice titled = announced("[SUCCESS] Sprint 8\n\nAll is well.\n");

    assertThat(titled.headline()).isEqualTo("[SUCCESS] Sprint 8");
    assertThat(titled.lines())
        .startsWith("All is well.", "Started: 2 Nov 2026 10:00 UTC by alice")
        .anyMatch(line -> line.startsWith("Backup: /backups/b1"));
    assertThat(announced("Sprint 8 is live.\nThank you!").headline()).isEqualTo("Announcement");
    assertThat(announced("Sprint 8 is live.\nThank you!").lines())
        .containsExactly("Sprint 8 is live.", "Thank you!");
  }

  @Test
  void aViewThatWasStoredBeforeTheseFactsWereKnownIsRead() {
    DeploymentView view = fold(story().rollsBack().events(), new ArrayList<>());
    String older =
        Json.canonical(view)
            .replaceAll(",\"result\":\"[^\"]*\"", "")
            .replaceAll("\"(actions|seen)\":\\[[^\\]]*\\],", "");

    DeploymentView read = Json.mapper().readValue(older, DeploymentView.class);

    assertThat(older).doesNotContain("\"result\"").doesNotContain("\"actions\"");
    assertThat(read.retreat()).isNotNull();
    assertThat(read.retreat().actions()).isEmpty();
    assertThat(read.steps()).allMatch(step -> step.result().isEmpty());
  }

  @Test
  void aTaskSaysUntilWhenItIsDueAndIsRemindedOf() {
    TaskId review = new TaskId("review");
    Instant due = BEGIN.plus(Duration.ofDays(7));
    Story story = story();
    story.then(
        new TaskOpened(
            BEGIN, review, TaskKind.STEP, new Role("devops"), "Hold it.", List.of(), due));
    Notice asked = notices(story).getLast();
    Notice reminded = notices(story.then(new TaskOverdue(due, review))).getLast();

    assertThat(asked.lines()).containsExactly("Hold it.", "Due by 9 Nov 2026 10:00 UTC");
    assertThat(reminded.headline()).isEqualTo("devops: this is overdue");
    assertThat(reminded.lines()).containsExactly("Hold it.", "Due by 9 Nov 2026 10:00 UTC");
  }

  private static Notice announced(String message) {
    Story story = story().backup();
    story
        .phase(Phase.FINISH)
        .dispatched("tell")
        .succeeded("tell", 0, new Evidence.Announcement(message));
    return notices(story).getLast();
  }

  private static Story story() {
    return Story.at(BEGIN, "#deployment", "#alerts", "ops@example.org");
  }

  private static List<Notice> notices(Story story) {
    List<Notice> notices = new ArrayList<>();
    fold(story.events(), notices);
    return notices;
  }

  private static DeploymentView fold(List<DeploymentEvent> events, List<Notice> notices) {
    DeploymentView view = DeploymentView.unknown(story().id());
    long sequence = 0;
    for (DeploymentEvent event : events) {
      DeploymentView before = view;
      sequence++;
      view = Folding.fold(view, sequence, event);
      NoticeOfEvent.of(before, view, event).ifPresent(notices::add);
    }
    return view;
  }
}

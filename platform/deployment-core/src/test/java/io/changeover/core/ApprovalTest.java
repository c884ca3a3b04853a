package io.changeover.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Phase;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.event.ApprovalGranted;
import io.changeover.contracts.event.DeploymentRejected;
import io.changeover.contracts.event.TaskOpened;
import io.changeover.contracts.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalTest {
  private static final Person OTHER_LEAD = Story.person("eve", "technical-lead", "dba");

  private static Story asked(PlanSketch sketch) {
    return Story.of(sketch.with(Steps.backup("dump"))).thenIn(State.AwaitingApproval.class);
  }

  private static Input.Approve yes(Story story, Person by) {
    return new Input.Approve(by, story.state().planDigest(), true, "read it");
  }

  @Test
  void oneAgreementIsEnoughForOne() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1));

    story.when(yes(story, Story.LEAD)).thenIn(State.BackingUp.class);

    assertThat(story.newest(ApprovalGranted.class).planDigest())
        .isEqualTo(story.state().planDigest());
  }

  @Test
  void twoMeansTwoDifferentPeople() {
    Story story = asked(new PlanSketch().approval("technical-lead", 2));

    story.when(yes(story, Story.LEAD)).thenIn(State.AwaitingApproval.class);
    story.when(yes(story, Story.LEAD)).thenRefused(RejectionReason.Code.WRONG_ROLE);
    story.when(yes(story, OTHER_LEAD)).thenIn(State.BackingUp.class);
  }

  @Test
  void whoHasSeveralRolesAgreesInAllOfThem() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1).approval("dba", 1));

    story.when(yes(story, OTHER_LEAD)).thenIn(State.BackingUp.class);

    assertThat(story.events(ApprovalGranted.class)).hasSize(2);
  }

  @Test
  void nobodyAgreesToTheirOwnDeployment() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1));

    story.when(yes(story, Story.ASKER)).thenRefused(RejectionReason.Code.OWN_DEPLOYMENT);
  }

  @Test
  void agreementToAnotherPlanIsRefused() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1));

    story
        .when(new Input.Approve(Story.LEAD, Json.sha256(new byte[0]), true, "an old one"))
        .thenRefused(RejectionReason.Code.STALE_DIGEST)
        .thenIn(State.AwaitingApproval.class);
  }

  @Test
  void agreementInAnotherRoleIsRefused() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1));

    story.when(yes(story, Story.DBA)).thenRefused(RejectionReason.Code.WRONG_ROLE);
  }

  @Test
  void oneRefusalEndsIt() {
    Story story = asked(new PlanSketch().approval("technical-lead", 2).approval("dba", 1));
    story.when(yes(story, Story.LEAD));

    story
        .when(new Input.Approve(OTHER_LEAD, story.state().planDigest(), false, "not today"))
        .thenIn(State.Rejected.class);

    assertThat(story.newest(DeploymentRejected.class).reason()).isEqualTo("not today");
    assertThat(story.state().openTasks()).isEmpty();
    story.when(yes(story, OTHER_LEAD)).thenRefused(RejectionReason.Code.DEPLOYMENT_ENDED);
  }

  @Test
  void anApprovalIsNotGivenByCompletingItsTask() {
    Story story = asked(new PlanSketch().approval("technical-lead", 1));

    story
        .complete("approve.technical-lead", TaskOutcome.DONE)
        .thenRefused(RejectionReason.Code.WRONG_STATE);
  }

  @Test
  void nobodyIsAskedWhenThePlanNamesNobody() {
    Story.of(new PlanSketch().with(Steps.check("disk", Phase.PREFLIGHT)).with(Steps.backup("dump")))
        .succeed("disk")
        .thenIn(State.BackingUp.class);
  }

  @Test
  void whatWasAgreedStaysAgreedOverAPause() {
    Story story = asked(new PlanSketch().approval("technical-lead", 2));
    story.when(yes(story, Story.LEAD)).when(new Input.Pause(Story.DBA, "lunch"));

    story.when(yes(story, OTHER_LEAD)).thenRefused(RejectionReason.Code.WRONG_STATE);
    story.when(new Input.Resume(Story.DBA, "back")).when(yes(story, OTHER_LEAD));

    story.thenIn(State.BackingUp.class);
  }

  @Test
  void aWaivedBackupIsAcceptedByNameOrNotAtAll() {
    Story story =
        Story.of(
            new PlanSketch()
                .approval("technical-lead", 1)
                .with(Steps.migration("tables"))
                .waivingBackup());
    assertThat(story.newest(TaskOpened.class).instruction()).contains("it is a toy");

    story.when(yes(story, Story.LEAD)).thenRefused(RejectionReason.Code.WAIVER_NOT_ACCEPTED);
    story.when(
        new Input.Approve(
            Story.LEAD, story.state().planDigest(), true, "read it", List.of("backup")));

    assertThat(story.newest(ApprovalGranted.class).accepted()).containsExactly("backup");
    story.thenIn(State.Migrating.class);
    story.fail("tables").thenIn(State.RollingBack.class);
    assertThat(Outlook.prices(story.state()).getLast().remark()).contains("goes without a backup");
  }

  @Test
  void withoutAcceptanceNothingIsMigratedWithoutABackup() {
    Story story = Story.of(new PlanSketch().with(Steps.migration("tables")).waivingBackup());

    story.thenIn(State.Failed.class);
  }
}

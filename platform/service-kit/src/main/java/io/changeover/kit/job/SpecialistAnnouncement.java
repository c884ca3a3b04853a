package io.changeover.kit.job;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.Topics;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.kit.message.Outbox;
import io.changeover.kit.message.OutgoingRecord;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Tells the orchestrator what this specialist can reach. */
final class SpecialistAnnouncement {
  private final Specialist specialist;
  private final Outbox outbox;
  private final Clock clock;
  private final Databases databases;
  private final Applications applications;
  private final Workspaces workspaces;

  SpecialistAnnouncement(
      Specialist specialist,
      Outbox outbox,
      Clock clock,
      Databases databases,
      Applications applications,
      Workspaces workspaces) {
    this.specialist = specialist;
    this.outbox = outbox;
    this.clock = clock;
    this.databases = databases;
    this.applications = applications;
    this.workspaces = workspaces;
  }

  /** Within the caller's transaction. */
  void announce() {
    SpecialistAnnounced announced =
        new SpecialistAnnounced(
            specialist,
            clock.instant(),
            databases.names(),
            applications.names(),
            workspaces.names());
    String word = specialist.word();
    String id = "announced/" + word + "/" + UUID.randomUUID();
    outbox.add(
        List.of(new OutgoingRecord(Topics.SPECIALISTS, word, announced, id, "", "", null, null)));
  }
}

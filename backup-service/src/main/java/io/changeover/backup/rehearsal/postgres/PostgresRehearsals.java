package io.changeover.backup.rehearsal.postgres;

import io.changeover.backup.rehearsal.RehearsalDatabases;
import io.changeover.backup.restore.RestoringBackup;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Servers;
import io.changeover.backup.server.Session;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.DropClone;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.RegisteredDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** At PostgreSQL: pg_dump, pg_restore, and a swap by rename. */
@Component
final class PostgresRehearsals implements RehearsalDatabases {
  private final Servers servers;
  private final Copying copying;
  private final RestoringBackup restoring;
  private final Clones clones;

  PostgresRehearsals(Servers servers, Copying copying, RestoringBackup restoring, Clones clones) {
    this.servers = servers;
    this.copying = copying;
    this.restoring = restoring;
    this.clones = clones;
  }

  @Override
  public boolean serves(RegisteredDatabase target) {
    return target instanceof DatabaseTarget;
  }

  @Override
  public Outcome copy(StepCommand command, CloneDatabase spec, StepContext context)
      throws Exception {
    return servers.with(command, spec.target(), context, server -> copying.of(server, spec));
  }

  /** What the swap writes into the comment takes the mark's place, so it is marked once more. */
  @Override
  public Outcome restore(StepCommand command, CloneDatabase spec, StepContext context)
      throws Exception {
    return servers.with(
        command,
        spec.target(),
        context,
        server -> {
          Outcome outcome = restoring.back(server, 1);
          if (outcome instanceof Outcome.Succeeded) {
            server.cleanUp(session -> clones.mark(server, session, server.target().database()));
          }
          return outcome;
        });
  }

  @Override
  public Outcome drop(StepCommand command, DropClone spec, StepContext context) throws Exception {
    return servers.with(command, spec.target(), context, server -> dropped(server, spec.from()));
  }

  private Outcome dropped(Server server, StepId clone) throws Exception {
    String name = clones.nameFor(server, clone);
    List<String> dropped = new ArrayList<>();
    try (Session session = server.openMaintenance()) {
      ServerDatabases databases = new ServerDatabases(session);
      for (ServerDatabases.Found found : databases.named(name)) {
        databases.drop(found.name());
        dropped.add(found.name());
      }
    }
    CheckResult gone =
        CheckResult.of(
            "scratch databases",
            "none is left",
            dropped.isEmpty() ? "there was none" : "dropped " + String.join(", ", dropped),
            true);
    return Outcome.succeeded(new Evidence.None(), List.of(gone));
  }

  @Override
  public List<String> dropLeftovers(RegisteredDatabase target) throws SQLException, StepFailure {
    try (Session session = servers.administer((DatabaseTarget) target)) {
      return clones.dropLeftovers(session);
    }
  }
}

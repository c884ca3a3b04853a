package io.changeover.backup.server;

import io.changeover.backup.BackupSettings;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** The servers of the registered databases. */
@Component
public final class Servers {
  private final Databases databases;
  private final BackupSettings settings;
  private final TargetConnections connections;

  Servers(Databases databases, TargetConnections connections, BackupSettings settings) {
    this.databases = databases;
    this.connections = connections;
    this.settings = settings;
  }

  /** Work on a server. */
  @FunctionalInterface
  public interface Work {
    Outcome on(Server server) throws Exception;
  }

  /**
   * Works on the server of the database that an alias of the command's plan stands for. Sessions of
   * dead attempts at the same command are ended first.
   *
   * @throws StepFailure for each way in which the server refuses; see {@link ServerFailure}
   */
  public Outcome with(StepCommand command, TargetAlias alias, StepContext context, Work work)
      throws Exception {
    Attempt attempt = new Attempt(command, databases.of(command, alias), context);
    Server server = new Server(attempt, connections, settings.maintenanceDatabase());
    try {
      DeadAttempts.end(server);
      return work.on(server);
    } catch (SQLException failed) {
      context.throwIfStopped();
      throw ServerFailure.of(attempt.target(), failed);
    }
  }

  /** A session in the maintenance database, outside of any step. */
  public Session administer(DatabaseTarget target) throws StepFailure {
    return Session.unlimited(
        target,
        connections.open(target, settings.maintenanceDatabase(), "changeover-backup", true),
        () -> {});
  }
}

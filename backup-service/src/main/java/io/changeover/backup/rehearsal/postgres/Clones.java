package io.changeover.backup.rehearsal.postgres;

import io.changeover.backup.rehearsal.CloneMark;
import io.changeover.backup.rehearsal.CloneName;
import io.changeover.backup.rehearsal.RehearsalSettings;
import io.changeover.backup.server.Lock;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.Session;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Names and marks of scratch databases. One is in use while whoever makes it holds its {@link
 * Lock}; afterwards it is marked, and stays until its deployment drops it or its time is over.
 */
@Component
final class Clones {
  private final RehearsalSettings settings;
  private final Clock clock;

  Clones(RehearsalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What the copy is called that a step of the command's deployment makes. */
  String nameFor(Server server, StepId clone) {
    return CloneName.of(
        settings, server.target().name(), server.attempt().command().deployment(), clone);
  }

  /** Says whose a scratch database is. */
  void mark(Server server, Session session, String name) throws SQLException {
    StepCommand command = server.attempt().command();
    CloneMark mark =
        new CloneMark(
            server.target().name(),
            command.deployment(),
            clock.instant().plus(settings.lastsAtMost()));
    new ServerDatabases(session).comment(name, mark.text());
  }

  /**
   * Drops what nobody needs any more: what was half made by a worker that is gone, what its
   * deployment should have dropped long ago, and what another deployment has left of this target,
   * because only one at a time is live there.
   *
   * @param session in the maintenance database
   * @return their names
   */
  List<String> dropLeftovers(Session session, TargetName target, DeploymentId live)
      throws SQLException {
    return drop(session, mark -> mark.target().equals(target) && !mark.deployment().equals(live));
  }

  /** Drops what was half made by a worker that is gone, and what has had its time. */
  List<String> dropLeftovers(Session session) throws SQLException {
    return drop(session, mark -> false);
  }

  private List<String> drop(Session session, Predicate<CloneMark> abandoned) throws SQLException {
    ServerDatabases databases = new ServerDatabases(session);
    List<String> dropped = new ArrayList<>();
    for (ServerDatabases.Found found : databases.named(settings.prefix())) {
      if (isOver(found, abandoned) && Lock.tryTake(session, found.name())) {
        if (dropLocked(databases, found.name(), abandoned)) {
          dropped.add(found.name());
        }
        Lock.release(session, found.name());
      }
    }
    return dropped;
  }

  private boolean isOver(ServerDatabases.Found found, Predicate<CloneMark> abandoned) {
    Optional<CloneMark> mark = CloneMark.in(found.comment());
    return mark.isEmpty()
        || mark.get().until().isBefore(clock.instant())
        || abandoned.test(mark.get());
  }

  /** Whoever held the lock until now may have finished and marked it meanwhile. */
  private boolean dropLocked(ServerDatabases databases, String name, Predicate<CloneMark> abandoned)
      throws SQLException {
    boolean over = databases.find(name).filter(found -> isOver(found, abandoned)).isPresent();
    if (over) {
      databases.drop(name);
    }
    return over;
  }
}

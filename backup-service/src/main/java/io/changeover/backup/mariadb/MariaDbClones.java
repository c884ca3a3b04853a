package io.changeover.backup.mariadb;

import io.changeover.backup.rehearsal.CloneMark;
import io.changeover.backup.rehearsal.CloneName;
import io.changeover.backup.rehearsal.RehearsalSettings;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.mariadb.MariaDbTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Names and marks of scratch databases. One is in use while whoever makes it holds the lock of
 * {@link OwnDatabase}; afterwards it is marked, and stays until its deployment drops it or its time
 * is over. What a restore makes beside it begins with its name and goes with it.
 */
@Component
final class MariaDbClones {
  /** A session that works in a leftover for longer is not waited for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final int LOCK_WAIT_TIMEOUT = 1205;

  private final RehearsalSettings settings;
  private final Clock clock;

  MariaDbClones(RehearsalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  private record Found(String name, String comment) {}

  /** What the copy is called that a step of the command's deployment makes. */
  String nameFor(MariaDbServer server, StepId clone) {
    return CloneName.of(settings, server.target().name(), server.command().deployment(), clone);
  }

  /** Says whose a scratch database is. */
  void mark(MariaDbServer server, OwnDatabase clone) throws SQLException {
    StepCommand command = server.command();
    CloneMark mark =
        new CloneMark(
            server.target().name(),
            command.deployment(),
            clock.instant().plus(settings.lastsAtMost()));
    MariaDbServer.execute(
        clone.keeper(),
        "alter database %s comment = %s"
            .formatted(MariaDbTable.quoted(clone.name()), MariaDbServer.literal(mark.text())));
  }

  /** Drops a scratch database and all that was made beside it; answers the names. */
  static List<String> drop(Connection connection, String clone) throws SQLException {
    List<String> names = found(connection, clone).stream().map(Found::name).toList();
    for (String name : names) {
      MariaDbServer.drop(connection, name);
    }
    return names;
  }

  /**
   * Drops what nobody needs any more: what was half made by a worker that is gone, what its
   * deployment should have dropped long ago, and what another deployment has left of this target,
   * because only one at a time is live there.
   *
   * @return their names
   */
  List<String> dropLeftovers(Connection connection, TargetName target, DeploymentId live)
      throws SQLException {
    return drop(
        connection, mark -> mark.target().equals(target) && !mark.deployment().equals(live));
  }

  /** Drops what was half made by a worker that is gone, and what has had its time. */
  List<String> dropLeftovers(Connection connection) throws SQLException {
    return drop(connection, mark -> false);
  }

  /** A name comes before the names that begin with it. */
  private List<String> drop(Connection connection, Predicate<CloneMark> abandoned)
      throws SQLException {
    MariaDbServer.execute(
        connection, "set session lock_wait_timeout = " + LONGEST_WAIT.toSeconds());
    List<String> dropped = new ArrayList<>();
    Set<String> alive = new HashSet<>();
    for (Found each : found(connection, settings.prefix())) {
      boolean over =
          isOver(each, abandoned)
              && alive.stream().noneMatch(each.name()::startsWith)
              && dropped(connection, each.name(), abandoned);
      if (over) {
        dropped.add(each.name());
      } else {
        alive.add(each.name());
      }
    }
    return dropped;
  }

  /** False when somebody works on it, or holds one of its tables: the next look finds it again. */
  private boolean dropped(Connection connection, String name, Predicate<CloneMark> abandoned)
      throws SQLException {
    try {
      return OwnDatabase.dropUnused(
          connection, name, now -> isOver(new Found(name, now), abandoned));
    } catch (SQLException failed) {
      if (failed.getErrorCode() == LOCK_WAIT_TIMEOUT) {
        return false;
      }
      throw failed;
    }
  }

  private boolean isOver(Found found, Predicate<CloneMark> abandoned) {
    Optional<CloneMark> mark = CloneMark.in(found.comment());
    return mark.isEmpty()
        || mark.get().until().isBefore(clock.instant())
        || abandoned.test(mark.get());
  }

  private static List<Found> found(Connection connection, String start) throws SQLException {
    return MariaDbServer.all(
        connection,
        "select SCHEMA_NAME, SCHEMA_COMMENT from information_schema.SCHEMATA where left(SCHEMA_NAME, %d) = %s order by 1"
            .formatted(start.length(), MariaDbServer.literal(start)),
        row -> new Found(row.getString(1), row.getString(2)));
  }
}

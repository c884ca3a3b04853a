package io.changeover.migration.mariadb;

import io.changeover.contracts.CommandId;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Attempt;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Fencing;
import io.changeover.migration.Login;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * An account for each attempt where that is possible. Elsewhere a tool's session takes a lock with
 * the attempt's name, as CHANGEOVER_SESSION_TAG says, and is found by it.
 */
@Component
final class MariaDbFencing implements Fencing {
  /** A session by the lock that it holds. */
  private static final String HOLDER = "select coalesce(is_used_lock(?), 0)";

  private static final Duration TRIAL = Duration.ofMinutes(1);

  private final Accounts accounts;
  private final MariaDbSql targets;
  private final Clock clock;

  MariaDbFencing(Accounts accounts, MariaDbSql targets, Clock clock) {
    this.accounts = accounts;
    this.targets = targets;
    this.clock = clock;
  }

  @Override
  public boolean guards(ServerDatabase database) {
    return database instanceof MariaDbTarget;
  }

  /** Attempts at the same command are named by their fences, so they need not be looked for. */
  @Override
  public Admission admit(ServerDatabase server, Attempt attempt, Collection<String> past)
      throws StepFailure, InterruptedException {
    MariaDbTarget database = (MariaDbTarget) server;
    Set<String> dead = new LinkedHashSet<>(past);
    for (long fence = 1; fence < attempt.fence(); fence++) {
      dead.add(Attempt.loginsOf(attempt.command()) + fence);
    }
    int ended = 0;
    for (String each : dead) {
      ended += dismiss(database, each);
    }
    return new Admission(login(database, attempt), ended);
  }

  @Override
  public int dismiss(ServerDatabase server, String login) throws StepFailure, InterruptedException {
    MariaDbTarget database = (MariaDbTarget) server;
    int own = accounts.end(database, login);
    return own + targets.askServer(database, (sql, connection) -> Kills.end(sql, HOLDER, login));
  }

  @Override
  public FenceStrength strength(ServerDatabase server) throws StepFailure, InterruptedException {
    MariaDbTarget database = (MariaDbTarget) server;
    CommandId trial = new CommandId(UUID.randomUUID() + "/fence-trial/probe/1");
    Attempt attempt = new Attempt(0, trial, 1, clock.instant().plus(TRIAL));
    Login login = login(database, attempt);
    dismiss(database, login.tag());
    return login.strength();
  }

  private Login login(MariaDbTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    return accounts
        .create(database, attempt)
        .orElseGet(() ->
            new Login(
                database.username(), database.password(), attempt.login(), FenceStrength.TAG));
  }
}

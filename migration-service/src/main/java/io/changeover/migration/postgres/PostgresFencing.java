package io.changeover.migration.postgres;

import io.changeover.contracts.CommandId;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
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

/** A login role for each attempt where that is possible, else tags. */
@Component
final class PostgresFencing implements Fencing {
  /** A trial login is dropped at once; should that fail, it is of no use after this. */
  private static final Duration TRIAL = Duration.ofMinutes(1);

  private final LoginRoles roles;
  private final TaggedSessions tags;
  private final Clock clock;

  PostgresFencing(LoginRoles roles, TaggedSessions tags, Clock clock) {
    this.roles = roles;
    this.tags = tags;
    this.clock = clock;
  }

  @Override
  public boolean guards(ServerDatabase database) {
    return database instanceof DatabaseTarget;
  }

  @Override
  public Admission admit(ServerDatabase server, Attempt attempt, Collection<String> past)
      throws StepFailure, InterruptedException {
    DatabaseTarget database = (DatabaseTarget) server;
    Login login = login(database, attempt);
    Set<String> dead = new LinkedHashSet<>(past);
    dead.addAll(roles.before(database, attempt));
    dead.addAll(tags.before(database, attempt));
    int ended = 0;
    for (String each : dead) {
      ended += dismiss(database, each);
    }
    return new Admission(login, ended);
  }

  @Override
  public int dismiss(ServerDatabase server, String login) throws StepFailure, InterruptedException {
    DatabaseTarget database = (DatabaseTarget) server;
    return tags.end(database, login) + roles.end(database, login);
  }

  @Override
  public FenceStrength strength(ServerDatabase server) throws StepFailure, InterruptedException {
    CommandId trial = new CommandId(UUID.randomUUID() + "/fence-trial/probe/1");
    Attempt attempt = new Attempt(0, trial, 1, clock.instant().plus(TRIAL));
    DatabaseTarget database = (DatabaseTarget) server;
    Login login = login(database, attempt);
    dismiss(database, login.tag());
    return login.strength();
  }

  private Login login(DatabaseTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    return roles
        .create(database, attempt)
        .orElseGet(() ->
            new Login(
                database.username(), database.password(), attempt.login(), FenceStrength.TAG));
  }
}

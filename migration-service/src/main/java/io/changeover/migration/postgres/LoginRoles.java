package io.changeover.migration.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Attempt;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Login;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Login roles that live as long as one attempt. Such a role is a member of the owner and becomes
 * the owner when it logs in, so that everything it creates belongs to the owner.
 *
 * <p>It takes CREATEROLE and the right to grant the owner: a superuser has both, and up to
 * PostgreSQL 15 every owner with CREATEROLE has. From PostgreSQL 16 on the owner needs the admin
 * option on itself, which nobody can grant, so there only a superuser does.
 */
@Component
final class LoginRoles {
  /** Serialises admissions at one server; any number that no other program uses will do. */
  private static final long ADMISSION_LOCK = 0x6368616e67656f76L;

  /** The worker is stopped at the deadline; its clock and the server's may differ by this. */
  private static final Duration VALID_PAST_DEADLINE = Duration.ofMinutes(10);

  private static final int PASSWORD_BYTES = 24;

  /** The other one is done by then: it is one role, and it is dropped once. */
  private static final int MOST_TRIES = 5;

  /**
   * What a role says that another session has just altered or dropped: internal_error (tuple
   * concurrently updated), undefined_object, invalid_password, invalid_authorization_specification,
   * admin_shutdown.
   */
  private static final Set<String> GOT_IN_THE_WAY =
      Set.of("XX000", "42704", "28P01", "28000", "57P01");

  private final TargetSql targets;
  private final RoleSettings settings;
  private final RoleSessions sessions;
  private final SecureRandom random = new SecureRandom();

  LoginRoles(TargetSql targets, RoleSettings settings, RoleSessions sessions) {
    this.targets = targets;
    this.settings = settings;
    this.sessions = sessions;
  }

  /**
   * Gives an attempt its role, and tries it.
   *
   * @return nothing when the owner may not create one, or nobody may log in by it
   * @throws StepFailure {@code refused} when a younger attempt at the command has one
   */
  Optional<Login> create(DatabaseTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    String password = password();
    try {
      targets.transact(database, sql -> created(sql, database, attempt, password));
    } catch (StepFailure failed) {
      if (SqlState.of(failed).equals(SqlState.NO_RIGHT)) {
        return Optional.empty();
      }
      throw failed;
    }
    if (!becomesOwner(database, attempt.login(), password)) {
      drop(database, attempt.login());
      return Optional.empty();
    }
    return Optional.of(
        new Login(attempt.login(), password, attempt.login(), FenceStrength.OWN_ROLE));
  }

  private int created(JdbcClient sql, DatabaseTarget database, Attempt attempt, String password)
      throws StepFailure {
    sql.sql("select pg_advisory_xact_lock(?)::text")
        .param(ADMISSION_LOCK)
        .query(Column::text)
        .list();
    if (fencesOf(sql, attempt).stream().anyMatch(fence -> fence > attempt.fence())) {
      throw younger(attempt);
    }
    String role = Identifier.quoted(attempt.login());
    String owner = Identifier.quoted(database.username());
    sql.sql(
            "create role %s login password '%s' valid until '%s' in role %s"
                .formatted(
                    role,
                    Verifier.of(password),
                    attempt.deadline().plus(VALID_PAST_DEADLINE),
                    owner))
        .update();
    settings.copy(sql, attempt.login());
    return sql.sql("alter role %s set role = %s".formatted(role, owner)).update();
  }

  private boolean becomesOwner(DatabaseTarget database, String role, String password)
      throws InterruptedException {
    try {
      return targets.ask(
          TargetSql.as(database, role, password),
          sql ->
              sql.sql("select current_user")
                  .query(String.class)
                  .single()
                  .equals(database.username()));
    } catch (StepFailure notAdmitted) {
      // pg_hba.conf may name the users that may log in: tags are the way then.
      return false;
    }
  }

  /** The roles of older attempts at the same command. */
  List<String> before(DatabaseTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    return Fences.before(attempt, targets.ask(database, sql -> fencesOf(sql, attempt)));
  }

  /**
   * Locks a role, ends its sessions and drops it. Does nothing when there is none. A worker that
   * was overtaken may be doing the same to its own role, so what that gets in the way of is tried
   * again.
   */
  int end(DatabaseTarget database, String role) throws StepFailure, InterruptedException {
    Set<Integer> ended = new HashSet<>();
    for (int attempt = 1; attempt < MOST_TRIES; attempt++) {
      try {
        return tryToEnd(database, role, ended);
      } catch (StepFailure failed) {
        if (!GOT_IN_THE_WAY.contains(SqlState.of(failed))) {
          throw failed;
        }
      }
    }
    return tryToEnd(database, role, ended);
  }

  private int tryToEnd(DatabaseTarget database, String role, Set<Integer> ended)
      throws StepFailure, InterruptedException {
    if (exists(database, role)) {
      sessions.end(database, role, password(), ended);
      drop(database, role);
    }
    return ended.size();
  }

  private boolean exists(DatabaseTarget database, String role)
      throws StepFailure, InterruptedException {
    return targets.ask(
        database,
        sql ->
            sql.sql("select exists (select from pg_roles where rolname = ?)")
                .param(role)
                .query(Boolean.class)
                .single());
  }

  private void drop(DatabaseTarget database, String role) throws StepFailure, InterruptedException {
    targets.ask(
        database, sql -> sql.sql("drop role if exists " + Identifier.quoted(role)).update());
  }

  private static List<Long> fencesOf(JdbcClient sql, Attempt attempt) {
    return Fences.in(sql, "select rolname as name from pg_roles", attempt);
  }

  private String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static StepFailure younger(Attempt attempt) {
    return new StepFailure(
        FailureCode.REFUSED,
        "At the database there is a younger attempt than %d at %s, so this one stops."
            .formatted(attempt.fence(), attempt.command()),
        "Nothing: the younger attempt goes on.");
  }
}

package io.changeover.kit.target;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import java.util.Set;

/** The databases that this service may touch. */
public interface Databases {
  /**
   * The database registered under a name, of whatever sort.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  RegisteredDatabase registered(TargetName name) throws StepFailure;

  /**
   * The PostgreSQL database registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default DatabaseTarget get(TargetName name) throws StepFailure {
    return typed(DatabaseTarget.class, "PostgreSQL", name);
  }

  /**
   * The MariaDB database registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default MariaDbTarget mariaDb(TargetName name) throws StepFailure {
    return typed(MariaDbTarget.class, "MariaDB", name);
  }

  /**
   * The SQLite database registered under a name.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default SqliteTarget sqlite(TargetName name) throws StepFailure {
    return typed(SqliteTarget.class, "SQLite", name);
  }

  private <T extends RegisteredDatabase> T typed(Class<T> type, String sort, TargetName name)
      throws StepFailure {
    return typed(type, sort, registered(name));
  }

  private static <T extends RegisteredDatabase> T typed(
      Class<T> type, String sort, RegisteredDatabase found) throws StepFailure {
    if (!type.isInstance(found)) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "'%s' is registered as a %s database; this step needs one of %s."
              .formatted(found.name(), found.sort(), sort),
          "Name another target in the plan, or correct the URL in this service's settings.");
    }
    return type.cast(found);
  }

  /**
   * The database, of whatever sort, that a command means by an alias: the registered one or, in a
   * rehearsal, the scratch database that stands in for it at the same server. Every step asks here
   * or one of those below, so that none of them touches the target while it is rehearsed.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  default RegisteredDatabase registered(StepCommand command, TargetAlias alias) throws StepFailure {
    RegisteredDatabase target = registered(command.target(alias));
    return command.scratchOf(alias).map(target::withDatabase).orElse(target);
  }

  /**
   * The PostgreSQL database that a command means by an alias.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default DatabaseTarget of(StepCommand command, TargetAlias alias) throws StepFailure {
    return typed(DatabaseTarget.class, "PostgreSQL", registered(command, alias));
  }

  /**
   * The MariaDB database that a command means by an alias.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default MariaDbTarget mariaDb(StepCommand command, TargetAlias alias) throws StepFailure {
    return typed(MariaDbTarget.class, "MariaDB", registered(command, alias));
  }

  /**
   * The SQLite database that a command means by an alias.
   *
   * @throws StepFailure {@code not-registered} when there is none, or it is of another sort
   */
  default SqliteTarget sqlite(StepCommand command, TargetAlias alias) throws StepFailure {
    return typed(SqliteTarget.class, "SQLite", registered(command, alias));
  }

  Set<TargetName> names();
}

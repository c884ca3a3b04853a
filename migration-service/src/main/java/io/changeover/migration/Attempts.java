package io.changeover.migration;

import io.changeover.contracts.Direction;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import java.time.Instant;
import java.util.List;

/** What this service remembers of its attempts at migrations. */
public interface Attempts {
  /** Records that an attempt begins, before it touches the database. */
  Attempt open(Migration migration, long fence, Instant deadline);

  /**
   * Makes sure that no younger attempt at the same database has begun.
   *
   * @throws StepFailure {@code refused} when this one is the past itself
   */
  void throwIfOvertaken(Attempt attempt) throws StepFailure;

  /** Logins of older attempts at the same database that may still be there. */
  List<String> loginsBefore(Attempt attempt);

  /** Records what an attempt found before it ran anything. */
  void found(Attempt attempt, String revision, SchemaListing schema);

  /** Records durably that the tool is about to be started. */
  void begins(Attempt attempt);

  /** Takes back {@link #begins}: it could not be started. */
  void notBegun(Attempt attempt);

  /**
   * Records that the tool has ended by itself, which it has not when a younger attempt is there.
   */
  void toolEnded(Attempt attempt, int exitCode);

  /**
   * Records that somebody is told, in the report on this attempt's command, of every run of the
   * step whose end nobody knows. Whoever was told and lets the step be tried again, knows what he
   * does.
   */
  void told(Attempt attempt);

  /**
   * What earlier attempts at the same step of the same deployment found, oldest first, going back
   * to the last migration of this database that succeeded.
   */
  List<Earlier> earlier(Attempt attempt);

  /** Records how an attempt ended. */
  void ended(Attempt attempt, End end);

  /** Records that an attempt's login is gone from the database. */
  void cleared(String login);

  /** Logins at a database of attempts that are over: ended, or past their deadline. */
  List<String> leftovers(ServerDatabase database);

  /**
   * What an earlier attempt found before it ran anything.
   *
   * @param revision the ledger's
   * @param inDoubt whether it then started the tool, nobody knows how that ended, and no report on
   *     another command has told so
   */
  record Earlier(Direction direction, String revision, SchemaListing schema, boolean inDoubt) {}

  /** How an attempt ended. */
  enum End {
    /** The ledger is where it was to be. */
    SUCCEEDED,
    /** It failed; what it left is in question. */
    FAILED,
    /** It was told to stop. */
    STOPPED
  }
}

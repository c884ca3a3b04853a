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
   */
  record Earlier(Direction direction, String revision, SchemaListing schema) {}

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

package io.changeover.core;

import io.changeover.contracts.Phase;
import io.changeover.contracts.RollbackLevel;

/** Where a deployment stands. The simple name of each record is the word for it everywhere. */
public sealed interface State {

  /** The word for it in REST, pages and messages. */
  default String word() {
    return getClass().getSimpleName();
  }

  /** It can still change. */
  sealed interface Live extends State {}

  /** It never changes again. */
  sealed interface Terminal extends State {}

  /** A phase of the plan is under way. */
  sealed interface Working extends Live {
    Phase phase();
  }

  /** Accepted; nothing has begun. */
  record Requested() implements Live {}

  /** Looking whether everything is as it must be. */
  record Preflight() implements Working {
    @Override
    public Phase phase() {
      return Phase.PREFLIGHT;
    }
  }

  /** Trying it on a scratch copy. */
  record Rehearsing() implements Working {
    @Override
    public Phase phase() {
      return Phase.REHEARSE;
    }
  }

  /** People have to agree. */
  record AwaitingApproval() implements Working {
    @Override
    public Phase phase() {
      return Phase.APPROVE;
    }
  }

  /** Making the state to which level 3 goes back. */
  record BackingUp() implements Working {
    @Override
    public Phase phase() {
      return Phase.BACKUP;
    }
  }

  /** Changing schema and data. */
  record Migrating() implements Working {
    @Override
    public Phase phase() {
      return Phase.MIGRATE;
    }
  }

  /** Bringing the new application version. */
  record RollingOut() implements Working {
    @Override
    public Phase phase() {
      return Phase.ROLLOUT;
    }
  }

  /** Looking at the result. */
  record Validating() implements Working {
    @Override
    public Phase phase() {
      return Phase.VALIDATE;
    }
  }

  /** Backing up the result, telling people, archiving. */
  record Finishing() implements Working {
    @Override
    public Phase phase() {
      return Phase.FINISH;
    }
  }

  /** Looking again and again for a while. */
  record Watching() implements Working {
    @Override
    public Phase phase() {
      return Phase.WATCH;
    }
  }

  /** People have to put their name to it. */
  record AwaitingSignOff() implements Working {
    @Override
    public Phase phase() {
      return Phase.SIGN_OFF;
    }
  }

  /**
   * No further steps are begun until a person resumes.
   *
   * @param in the phase that goes on then
   */
  record Paused(Working in) implements Live {}

  /**
   * Something failed or somebody wants back: running steps end, and the ways back are looked at.
   */
  record AssessingFailure() implements Live {}

  /** Going back. */
  record RollingBack(RollbackLevel level) implements Live {}

  /** The system does not go on by itself; a decision task is open. */
  record NeedsHuman() implements Live {}

  /** Ended well. */
  record Succeeded() implements Terminal {}

  /**
   * Ended with everything as before; after level 2 with users on the version before and the schema
   * as migrated; by hand as whoever did it has left it.
   */
  record RolledBack() implements Terminal {}

  /** Ended without having changed anything. */
  record Failed() implements Terminal {}

  /** Ended because somebody did not agree. */
  record Rejected() implements Terminal {}

  /** Ended before a change because somebody wanted so. */
  record Aborted() implements Terminal {}

  /** The working state of a phase. */
  static Working of(Phase phase) {
    return switch (phase) {
      case PREFLIGHT -> new Preflight();
      case REHEARSE -> new Rehearsing();
      case APPROVE -> new AwaitingApproval();
      case BACKUP -> new BackingUp();
      case MIGRATE -> new Migrating();
      case ROLLOUT -> new RollingOut();
      case VALIDATE -> new Validating();
      case FINISH -> new Finishing();
      case WATCH -> new Watching();
      case SIGN_OFF -> new AwaitingSignOff();
    };
  }
}

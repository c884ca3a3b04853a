package io.changeover.backup.rehearsal;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.DropClone;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.RegisteredDatabase;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes, restores and drops the scratch databases of rehearsals at the servers of one sort. They
 * stand at the target's server, and the same deployment and step always make the same name, so that
 * a command which is done again after a crash finds what it left.
 */
public interface RehearsalDatabases {
  /** Whether a database is of this sort. */
  boolean serves(RegisteredDatabase target);

  /**
   * Dumps the target and restores the dump into a scratch database, which stays; leftovers of
   * others are dropped first. When it fails there is none.
   *
   * @return evidence {@link io.changeover.contracts.Evidence.Clone} once the copy was compared with
   *     what was dumped
   */
  Outcome copy(StepCommand command, CloneDatabase spec, StepContext context) throws Exception;

  /**
   * Restores the dump that the command's evidence names once more and lets it take the name of the
   * command's scratch database, in the way in which rollback level 3 does it.
   */
  Outcome restore(StepCommand command, CloneDatabase spec, StepContext context) throws Exception;

  /** Drops whatever the deployment's rehearsal has left at the target's server. */
  Outcome drop(StepCommand command, DropClone spec, StepContext context) throws Exception;

  /**
   * Drops what rehearsals have left at the server of a database of this sort: what was half made by
   * a worker that is gone, and what has had its time. What a live worker makes, and what a live
   * rehearsal uses, stays.
   *
   * @return the names of what was dropped
   * @throws StepFailure {@code target-unreachable}
   */
  List<String> dropLeftovers(RegisteredDatabase target) throws SQLException, StepFailure;
}

package io.changeover.backup.rehearsal;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds who rehearses at the server of a target. */
@Component
final class Rehearsing {
  private final Databases databases;
  private final List<RehearsalDatabases> sorts;

  Rehearsing(Databases databases, List<RehearsalDatabases> sorts) {
    this.databases = databases;
    this.sorts = List.copyOf(sorts);
  }

  /**
   * The one for the database that an alias stands for.
   *
   * @throws StepFailure {@code refused} when databases of its sort are not rehearsed on
   */
  RehearsalDatabases at(StepCommand command, TargetAlias alias) throws StepFailure {
    RegisteredDatabase target = databases.registered(command, alias);
    return sorts.stream()
        .filter(sort -> sort.serves(target))
        .findFirst()
        .orElseThrow(() ->
            new StepFailure(
                FailureCode.REFUSED,
                "Nobody makes scratch copies of a %s database.".formatted(target.sort()),
                "Delete 'rehearse' from the plan, or name another target in it."));
  }
}

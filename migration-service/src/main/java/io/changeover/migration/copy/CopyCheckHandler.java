package io.changeover.migration.copy;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CopyCheck;
import io.changeover.contracts.step.CopyVerification;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.target.Ledger;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The check copy-check. */
@Component
final class CopyCheckHandler implements StepHandler<CopyCheck> {
  private final Databases databases;
  private final CheckingCopy checking;

  CopyCheckHandler(Databases databases, CheckingCopy checking) {
    this.databases = databases;
    this.checking = checking;
  }

  @Override
  public Class<CopyCheck> kind() {
    return CopyCheck.class;
  }

  @Override
  public Outcome handle(StepCommand command, CopyCheck spec, StepContext context)
      throws StepFailure, InterruptedException {
    return Outcome.ofChecks(
        checking.check(wanted(command, spec, context), command.severity()),
        "Correct the values in the source, or say in 'map' what becomes of them.");
  }

  private Wanted wanted(StepCommand command, CopyCheck spec, StepContext context)
      throws StepFailure {
    return new Wanted(
        new Ledger(command.command().value()),
        command.attempt(),
        databases.sqlite(command.target(spec.from())),
        databases.get(command.target(spec.target())),
        Objects.requireNonNull(spec.without()),
        new Rules(Objects.requireNonNull(spec.map())),
        CopyVerification.COUNTS,
        context);
  }
}

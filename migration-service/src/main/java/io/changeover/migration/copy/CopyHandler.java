package io.changeover.migration.copy;

import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Copy;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.target.Ledger;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The step copy: forward copies, back empties the target, a probe tells what that would lose. */
@Component
public final class CopyHandler implements StepHandler<Copy> {
  private final Databases databases;
  private final Copying copying;
  private final UndoingCopy undoing;
  private final PricingCopy pricing;

  CopyHandler(Databases databases, Copying copying, UndoingCopy undoing, PricingCopy pricing) {
    this.databases = databases;
    this.copying = copying;
    this.undoing = undoing;
    this.pricing = pricing;
  }

  /** One that is wired by hand. */
  public static CopyHandler of(Databases databases, TargetConnections connections, Clock clock) {
    UndoingCopy undoing = new UndoingCopy(connections);
    return new CopyHandler(
        databases, new Copying(connections, undoing, clock), undoing, new PricingCopy(connections));
  }

  @Override
  public Class<Copy> kind() {
    return Copy.class;
  }

  @Override
  public Outcome handle(StepCommand command, Copy spec, StepContext context)
      throws StepFailure, InterruptedException {
    Ledger ledger = new Ledger(command.deployment().value() + "/" + command.step().value());
    return switch (command.direction()) {
      case FORWARD -> Outcome.succeeded(copying.copy(wanted(ledger, command, spec, context)));
      case BACK -> back(ledger, command, spec, context);
      case PROBE ->
          Outcome.succeeded(
              pricing.price(ledger, databases.get(command.target(spec.target())), context));
    };
  }

  /** What was written after the look is nobody's to throw away: nobody has agreed to it. */
  private Outcome back(Ledger ledger, StepCommand command, Copy spec, StepContext context)
      throws StepFailure {
    DatabaseTarget into = databases.get(command.target(spec.target()));
    long most =
        command.evidence().get(command.step()) instanceof Evidence.CopyPrice agreed
            ? agreed.rowsChanged()
            : Long.MAX_VALUE;
    boolean _ = undoing.undo(ledger, into, context, most);
    return Outcome.succeeded(new Evidence.None());
  }

  private Wanted wanted(Ledger ledger, StepCommand command, Copy spec, StepContext context)
      throws StepFailure {
    return new Wanted(
        ledger,
        command.attempt(),
        databases.sqlite(command.target(spec.from())),
        databases.get(command.target(spec.target())),
        Objects.requireNonNull(spec.without()),
        new Rules(Objects.requireNonNull(spec.map())),
        Objects.requireNonNull(spec.verify()),
        context);
  }
}

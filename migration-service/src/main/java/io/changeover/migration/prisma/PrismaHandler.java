package io.changeover.migration.prisma;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Prisma;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Migration;
import org.springframework.stereotype.Component;

/** The step prisma: forward applies one migration, back undoes it by the plan's file. */
@Component
final class PrismaHandler implements StepHandler<Prisma> {
  private final PrismaTool tool;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  PrismaHandler(
      PrismaTool tool, ApplyingMigration applying, Databases databases, Workspaces workspaces) {
    this.tool = tool;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Prisma> kind() {
    return Prisma.class;
  }

  @Override
  public Outcome handle(StepCommand command, Prisma spec, StepContext context)
      throws StepFailure, InterruptedException {
    if (command.direction() == Direction.PROBE) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is nothing to probe: the way back is in the workspace.",
          "Send the step back to undo it.");
    }
    Migration migration =
        Migration.of(
            command,
            databases.of(command, spec.target()),
            workspaces.get(spec.workspace()),
            spec.migration().value());
    return applying.apply(tool.undoneBy(spec.down()), migration, context);
  }
}

package io.changeover.migration.django;

import io.changeover.contracts.Argument;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Django;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.Workspaces;
import io.changeover.migration.ApplyingMigration;
import io.changeover.migration.Migration;
import org.springframework.stereotype.Component;

/** The step django: forward migrates one app to a migration, back to the one before. */
@Component
final class DjangoHandler implements StepHandler<Django> {
  private final DjangoTool tool;
  private final ApplyingMigration applying;
  private final Databases databases;
  private final Workspaces workspaces;

  DjangoHandler(
      DjangoTool tool, ApplyingMigration applying, Databases databases, Workspaces workspaces) {
    this.tool = tool;
    this.applying = applying;
    this.databases = databases;
    this.workspaces = workspaces;
  }

  @Override
  public Class<Django> kind() {
    return Django.class;
  }

  @Override
  public Outcome handle(StepCommand command, Django spec, StepContext context)
      throws StepFailure, InterruptedException {
    Migration migration =
        Migration.of(
            command,
            databases.of(command, spec.target()),
            workspaces.get(spec.workspace()),
            DjangoTool.name(spec.app().value(), wanted(command, spec).value()));
    Argument image = spec.image();
    return applying.apply(image == null ? tool : tool.in(image.value()), migration, context);
  }

  private static Argument wanted(StepCommand command, Django spec) throws StepFailure {
    return switch (command.direction()) {
      case FORWARD -> spec.upgrade();
      case BACK -> spec.downgrade();
      case PROBE ->
          throw new StepFailure(
              FailureCode.REFUSED,
              "There is nothing to probe: the way back is in the workspace.",
              "Send the step back to undo it.");
    };
  }
}

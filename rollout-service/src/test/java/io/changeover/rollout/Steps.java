package io.changeover.rollout;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.Applications;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Commands, and what is registered. */
public final class Steps {
  public static final TargetAlias APP = new TargetAlias("app");
  public static final TargetName NAME = new TargetName("tracehub-app");

  private Steps() {}

  public static StepCommand command(Direction direction, StepSpec spec) {
    return new StepCommand(
        CommandId.of(new DeploymentId("dep-00000001"), new StepId("rollout"), direction, 1),
        new DeploymentId("dep-00000001"),
        new StepId("rollout"),
        direction,
        1,
        Severity.CRITICAL,
        Duration.ofMinutes(1),
        Map.of(APP, NAME),
        Map.of(),
        spec);
  }

  public static Applications registered(ApplicationTarget application) {
    return new Applications() {
      @Override
      public ApplicationTarget get(TargetName name) throws StepFailure {
        return application;
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(NAME);
      }
    };
  }
}

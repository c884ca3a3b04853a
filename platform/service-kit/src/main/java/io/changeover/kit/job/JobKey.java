package io.changeover.kit.job;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import java.util.Arrays;

/** What a command's id is made of. */
public record JobKey(
    CommandId command, DeploymentId deployment, StepId step, Direction direction, int attempt) {
  public static JobKey of(StepCommand command) {
    return new JobKey(
        command.command(),
        command.deployment(),
        command.step(),
        command.direction(),
        command.attempt());
  }

  /** Takes an id apart; ids are made of these parts, in this order. */
  public static JobKey of(CommandId command) {
    String[] parts = command.value().split("/", -1);
    Direction direction =
        Arrays.stream(Direction.values())
            .filter(one -> one.word().equals(parts[2]))
            .findFirst()
            .orElseThrow();
    return new JobKey(
        command,
        new DeploymentId(parts[0]),
        new StepId(parts[1]),
        direction,
        Integer.parseInt(parts[3]));
  }
}

package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The idempotency key of a piece of work. It is derived from what is to be done, so a command that
 * is sent twice has the same id twice.
 */
public record CommandId(@JsonValue String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9a-zA-Z-]{8,64}/[a-z0-9][a-z0-9.-]{0,79}/(forward|back|probe)/[0-9]{1,6}");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CommandId {
    Texts.matching(FORM, "a command id", value);
  }

  public static CommandId of(
      DeploymentId deployment, StepId step, Direction direction, int attempt) {
    return new CommandId(
        deployment.value() + "/" + step.value() + "/" + direction.word() + "/" + attempt);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.changeover.backup.server;

import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.target.DatabaseTarget;
import java.nio.charset.StandardCharsets;

/**
 * One worker's try at a command on a registered database. Its name goes into {@code
 * application_name} of every session, so that a later attempt finds what an earlier one left
 * running.
 */
public record Attempt(StepCommand command, DatabaseTarget target, StepContext context) {
  /** Enough of the command's digest to be unique, and short enough for an identifier. */
  private static final int KEY_LENGTH = 24;

  private static final String SERVICE = "changeover-backup";

  /** Names the command in 24 hexadecimal digits; all attempts at it have the same. */
  public String key() {
    return keyOf(command);
  }

  /** The same, of a command. */
  public static String keyOf(StepCommand command) {
    byte[] id = command.command().value().getBytes(StandardCharsets.UTF_8);
    return Json.sha256(id).value().substring(0, KEY_LENGTH);
  }

  /** What the sessions of this attempt call themselves. */
  public String applicationName() {
    return namePrefix() + context.fence();
  }

  /** What the names of all attempts at this command begin with. */
  String namePrefix() {
    return "%s %s ".formatted(SERVICE, key());
  }
}

package io.changeover.migration;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One worker's go at a command.
 *
 * @param number counts the attempts of this service, over all commands
 * @param fence counts the attempts at this command
 * @param deadline after which nothing of it is of use
 */
public record Attempt(long number, CommandId command, long fence, Instant deadline) {
  /** Starts the name of every login and tag of ours. */
  public static final String NAME_START = "changeover_";

  /** Enough of the hash that two commands never share it; PostgreSQL cuts names at 63 bytes. */
  private static final int HASH_CHARACTERS = 16;

  /** The name of its login role, and the tag of its sessions: at most 47 bytes of [a-z0-9_]. */
  public String login() {
    return loginsOf(command) + fence;
  }

  /** What the names of all logins of a command start with; the fence follows. */
  public static String loginsOf(CommandId command) {
    return NAME_START + hash(command.value()) + "_";
  }

  private static String hash(String text) {
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8)).value().substring(0, HASH_CHARACTERS);
  }
}

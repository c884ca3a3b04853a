package io.changeover.backup.rehearsal;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * What the scratch database of a rehearsal is called. Everything that the rehearsal makes beside it
 * begins with the same name.
 */
public final class CloneName {
  /** Enough that two rehearsals never share it, and short enough for every server. */
  private static final int KEY_LENGTH = 16;

  private CloneName() {}

  /**
   * The name.
   *
   * @param step that makes the copy
   */
  public static String of(
      RehearsalSettings settings, TargetName target, DeploymentId deployment, StepId step) {
    String what = "%s %s %s".formatted(target, deployment, step);
    String key = Json.sha256(what.getBytes(StandardCharsets.UTF_8)).value();
    return settings.prefix() + key.substring(0, KEY_LENGTH);
  }
}

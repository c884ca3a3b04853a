package io.changeover.backup.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a backup: the target, a slash, and deployment, step and attempt joined by dots. The same
 * command always makes the same backup. It is also the backup's path below the storage.
 */
public record BackupId(TargetName target, String name) {
  private static final Pattern NAME =
      Pattern.compile("[0-9a-zA-Z-]{8,64}\\.[a-z0-9][a-z0-9.-]{0,79}\\.[0-9]{1,6}");
  private static final Pattern FORM = Pattern.compile("([^/]+)/([^/]+)");

  public BackupId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a backup: " + name);
    }
  }

  /** The backup that a command makes. */
  static BackupId of(StepCommand command, TargetName target) {
    return new BackupId(
        target, "%s.%s.%d".formatted(command.deployment(), command.step(), command.attempt()));
  }

  /** The deployment that has made it. */
  public DeploymentId deployment() {
    return new DeploymentId(name.substring(0, name.indexOf('.')));
  }

  /** The step that has made it. */
  public StepId step() {
    return new StepId(name.substring(name.indexOf('.') + 1, name.lastIndexOf('.')));
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException when it is none
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static BackupId parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a backup's id: " + text);
    }
    return new BackupId(new TargetName(parts.group(1)), parts.group(2));
  }

  @Override
  @JsonValue
  public String toString() {
    return target + "/" + name;
  }
}

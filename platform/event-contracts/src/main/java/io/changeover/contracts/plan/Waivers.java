package io.changeover.contracts.plan;

import org.jspecify.annotations.Nullable;

/**
 * What the plan does without. Each has to be accepted by name by those who approve.
 *
 * @param backup why nothing is backed up before the migration; null when it is
 */
public record Waivers(@Nullable String backup) {
  /** The word for the backup, as approvers accept it. */
  public static final String BACKUP = "backup";
}

package io.changeover.migration;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.step.MigrationTools;
import io.changeover.kit.step.StepFailure;
import java.util.List;

/** What a plan may ask of a tool that is part of this service and reads files of the workspace. */
public final class BuiltIn {
  private BuiltIn() {}

  /**
   * Where its files are.
   *
   * @throws StepFailure {@code refused} when the plan does not say it, or asks for a version
   */
  public static List<RelativePath> locations(MigrationTools spec) throws StepFailure {
    if (spec.versionAtLeast() != null) {
      throw refused(
          "%s is part of the migration service and has no version of its own.",
          spec, "Leave 'versionAtLeast' away.");
    }
    List<RelativePath> locations = spec.locations();
    if (locations == null || locations.isEmpty()) {
      throw refused(
          "The plan does not say where the versions of %s are.",
          spec, "Name the directories below the workspace by 'locations'.");
    }
    return locations;
  }

  private static StepFailure refused(String message, MigrationTools spec, String whatToDo) {
    return new StepFailure(FailureCode.REFUSED, message.formatted(spec.tool().value()), whatToDo);
  }
}

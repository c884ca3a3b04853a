package io.changeover.migration.laravel;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The migrations of a workspace: the PHP files of one directory.
 *
 * @param names sorted, which is the order in which artisan runs them
 */
record WorkspaceMigrations(List<String> names) {
  private static final String DIRECTORY = "database/migrations";
  private static final String ENDING = ".php";

  WorkspaceMigrations {
    names = List.copyOf(names);
  }

  /** Where a migration's file lies, from the workspace. */
  static String file(String name) {
    return DIRECTORY + "/" + name + ENDING;
  }

  /**
   * Reads the directory.
   *
   * @throws StepFailure {@code refused} when there is none
   */
  static WorkspaceMigrations of(Path workspace) throws StepFailure {
    Path directory = workspace.resolve(DIRECTORY);
    try (Stream<Path> files = Files.list(directory)) {
      return new WorkspaceMigrations(
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(ENDING))
              .map(name -> name.substring(0, name.length() - ENDING.length()))
              .sorted()
              .toList());
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The migrations in %s cannot be read.".formatted(directory),
          "See that the workspace is a Laravel application, checked out whole.",
          unreadable);
    }
  }

  /**
   * All of these are there.
   *
   * @throws StepFailure {@code refused} when one is not
   */
  void require(List<String> wanted) throws StepFailure {
    List<String> missing = wanted.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has no migration %s.".formatted(String.join(", ", missing)),
          "Correct the name in the plan, or check out the commit that the plan is about.");
    }
  }
}

package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The migrations of a workspace: a directory of each, run in the order of their names.
 *
 * @param directory that holds them
 */
record PrismaMigrations(Path directory, List<String> names) {
  static final String SCRIPT = "migration.sql";

  private static final String NONE_THERE =
      "See that the workspace is at the right commit, or set changeover.migration.prisma.migrations, then retry the step.";

  PrismaMigrations {
    names = List.copyOf(names);
  }

  /**
   * Reads a workspace.
   *
   * @throws StepFailure {@code tool-failed} when there is no such directory
   */
  static PrismaMigrations in(Path workspace, RelativePath where) throws StepFailure {
    Path directory = workspace.resolve(where.value());
    try (Stream<Path> entries = Files.list(directory)) {
      return new PrismaMigrations(
          directory,
          entries
              .filter(entry -> Files.isRegularFile(entry.resolve(SCRIPT)))
              .map(entry -> entry.getFileName().toString())
              .sorted()
              .toList());
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The migrations in %s cannot be read: %s".formatted(directory, unreadable.getMessage()),
          NONE_THERE,
          unreadable);
    }
  }

  /**
   * The place of a migration, counted from 0.
   *
   * @throws StepFailure {@code refused} when there is none of that name
   */
  int place(String name) throws StepFailure {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has no migration '%s'.".formatted(name),
          names.isEmpty()
              ? NONE_THERE
              : "Name one of its migrations in full: %s.".formatted(String.join(", ", names)));
    }
    return place;
  }

  /** The checksum of a migration as Prisma keeps it in its ledger. */
  String checksum(String name) throws IOException {
    try {
      byte[] script = Files.readAllBytes(directory.resolve(name).resolve(SCRIPT));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

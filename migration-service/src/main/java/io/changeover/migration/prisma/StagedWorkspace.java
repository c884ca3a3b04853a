package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A workspace as it was when its later migrations had not been written: {@code migrate deploy}
 * applies everything that it finds. Files next to the migrations are copied, because Prisma's
 * settings name their places relative to their own; other directories, such as node_modules, are
 * linked.
 */
final class StagedWorkspace implements AutoCloseable {
  private static final String NAME_START = "changeover-prisma-";

  private final Path directory;

  private StagedWorkspace(Path directory) {
    this.directory = directory;
  }

  /**
   * Stages a workspace in the directory for temporary files, readable for this service alone.
   *
   * @param command tells the command's stages from all others; what a dead attempt has left of it
   *     is removed
   * @param until the last migration that is in it
   */
  static StagedWorkspace of(Path workspace, RelativePath migrations, String command, String until)
      throws StepFailure {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      try (DirectoryStream<Path> old =
          Files.newDirectoryStream(temporary, NAME_START + command + "*")) {
        for (Path left : old) {
          remove(left);
        }
      }
      StagedWorkspace stage =
          new StagedWorkspace(Files.createTempDirectory(temporary, NAME_START + command));
      stage.take(workspace, Path.of(migrations.value()), until);
      return stage;
    } catch (IOException impossible) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The workspace %s cannot be staged: %s".formatted(workspace, impossible.getMessage()),
          "See that the directory for temporary files has space and can be written, then retry the step.",
          impossible);
    }
  }

  Path directory() {
    return directory;
  }

  private void take(Path workspace, Path migrations, String until) throws IOException {
    Path from = workspace;
    Path to = directory;
    for (Path part : migrations) {
      takeAllBut(from, to, part);
      from = from.resolve(part);
      to = Files.createDirectories(to.resolve(part.toString()));
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!Files.isDirectory(entry) || name.compareTo(until) <= 0) {
          copy(entry, to.resolve(name));
        }
      }
    }
  }

  private static void takeAllBut(Path from, Path to, Path part) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        Path copy = to.resolve(entry.getFileName().toString());
        if (!Files.isDirectory(entry)) {
          Files.copy(entry, copy);
        } else if (!entry.getFileName().equals(part)) {
          Files.createSymbolicLink(copy, entry.toAbsolutePath());
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
  }

  /** Links are removed, and nothing that they lead to. */
  private static void remove(Path directory) throws IOException {
    try (Stream<Path> entries = Files.walk(directory)) {
      List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
      for (Path entry : deepestFirst) {
        Files.deleteIfExists(entry);
      }
    }
  }

  @Override
  public void close() throws StepFailure {
    try {
      remove(directory);
    } catch (IOException kept) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The staged workspace %s cannot be removed: %s".formatted(directory, kept.getMessage()),
          "Remove it by hand, then retry the step: the ledger tells what is done.",
          kept);
    }
  }
}

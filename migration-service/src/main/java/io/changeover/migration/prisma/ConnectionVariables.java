package io.changeover.migration.prisma;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variables from which a schema takes its connections, such as {@code directUrl},
 * which {@code migrate} prefers: each has to lead to the attempt's own database, or a file {@code
 * .env} would name another one.
 */
final class ConnectionVariables {
  private static final Pattern FROM_ENVIRONMENT =
      Pattern.compile("(?m)^[ \\t]*(?:url|directUrl)[ \\t]*=[ \\t]*env\\(\\s*\"(\\w+)\"\\s*\\)");

  /** An address that is a file leads to no other server. */
  private static final Pattern WRITTEN =
      Pattern.compile("(?m)^[ \\t]*(url|directUrl)[ \\t]*=[ \\t]*\"(?!file:)");

  /** Schemas lie in the workspace or a directory or two below. */
  private static final int DEEPEST = 4;

  private static final String SUFFIX = ".prisma";

  private ConnectionVariables() {}

  /**
   * Those of all schemas in a workspace.
   *
   * @throws StepFailure {@code refused} for a schema that holds an address itself
   */
  static Set<String> of(Path workspace) throws StepFailure {
    Set<String> names = new TreeSet<>();
    Set<Path> schemas = new TreeSet<>();
    try {
      Files.walkFileTree(
          workspace, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Schemas(schemas));
      for (Path schema : schemas) {
        String text = Files.readString(schema);
        Matcher written = WRITTEN.matcher(text);
        if (written.find()) {
          throw new StepFailure(
              FailureCode.REFUSED,
              "%s holds an address in '%s'."
                  .formatted(workspace.relativize(schema), written.group(1)),
              "Write env(\"DATABASE_URL\") there, so that it is the registered database.");
        }
        FROM_ENVIRONMENT.matcher(text).results().forEach(found -> names.add(found.group(1)));
      }
    } catch (IOException unreadable) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The Prisma schema in %s cannot be read: %s"
              .formatted(workspace, unreadable.getMessage()),
          "See that this service may read the workspace, then retry the step.",
          unreadable);
    }
    return names;
  }

  private static final class Schemas extends SimpleFileVisitor<Path> {
    private final Set<Path> found;

    Schemas(Set<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.endsWith("node_modules") || directory.endsWith(".git")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && file.toString().endsWith(SUFFIX)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /** What cannot be looked at, such as a link that leads nowhere, is no schema. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      return FileVisitResult.CONTINUE;
    }
  }
}

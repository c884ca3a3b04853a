package io.changeover.validation.workspace;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The files below a workspace. Links to directories are not followed; no link leads out of it. */
final class WorkspaceFiles {
  /** How many entries are looked at. */
  private static final int MOST_ENTRIES = 500_000;

  private final Path root;
  private final StepContext context;
  private @Nullable List<Path> files;

  WorkspaceFiles(Path workspace, StepContext context) throws IOException {
    this.root = workspace.toRealPath();
    this.context = context;
  }

  /** The files that a glob matches, relative to the workspace, in order. */
  List<Path> matching(RelativePath glob) throws StepFailure, IOException, InterruptedException {
    PathMatcher matcher;
    try {
      matcher = root.getFileSystem().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException malformed) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "'%s' is not a glob: %s".formatted(glob, malformed.getDescription()),
          "Write it with *, **, ?, [a-z] or {a,b}.");
    }
    return all().stream().filter(matcher::matches).toList();
  }

  boolean isExecutable(Path file) {
    return Files.isExecutable(root.resolve(file));
  }

  private List<Path> all() throws StepFailure, IOException, InterruptedException {
    List<Path> known = files;
    if (known == null) {
      known = walk();
      files = known;
    }
    return known;
  }

  private List<Path> walk() throws StepFailure, IOException, InterruptedException {
    Walk walk = new Walk();
    Files.walkFileTree(root, walk);
    context.throwIfStopped();
    if (walk.entries > MOST_ENTRIES) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has more than %d files.".formatted(MOST_ENTRIES),
          "Register a smaller directory as the workspace.");
    }
    return walk.found.stream().sorted().toList();
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();
    private int entries;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (++entries > MOST_ENTRIES || Thread.currentThread().isInterrupted()) {
        return FileVisitResult.TERMINATE;
      }
      if (attributes.isRegularFile() || leadsToFileInside(file, attributes)) {
        found.add(root.relativize(file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }

    private boolean leadsToFileInside(Path file, BasicFileAttributes attributes) {
      try {
        return attributes.isSymbolicLink()
            && Files.isRegularFile(file)
            && file.toRealPath().startsWith(root);
      } catch (IOException broken) {
        return false;
      }
    }
  }
}

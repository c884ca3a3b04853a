package io.changeover.rollout.nginx;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A second face of a configuration, in a directory of its own: everything is linked to what is live
 * but for the upstream file. nginx reads relative includes from the directory of the main file, so
 * that it can try an upstream file that nobody uses yet.
 *
 * @param directory holds nothing else; deleted at the end, and before the next use after a crash
 */
record CandidateConfiguration(Path directory, Path configuration, Path upstream)
    implements AutoCloseable {
  private static final String NAME = ".changeover-candidate";

  /**
   * @throws IOException also when the upstream file is not below the main file's directory
   */
  static CandidateConfiguration of(FrontFiles files, UpstreamFile next) throws IOException {
    Path live = Objects.requireNonNull(files.configuration().getParent());
    if (!files.upstream().startsWith(live)) {
      throw new IOException(files.upstream() + " is not below " + live);
    }
    Path directory = live.resolve(NAME);
    delete(directory);
    Path relative = live.relativize(files.upstream());
    mirror(live, directory, relative);
    Path upstream = directory.resolve(relative);
    Files.writeString(upstream, next.text());
    // A link would do for nginx's -c but not for its idea of the directory.
    Path configuration = directory.resolve(files.configuration().getFileName());
    Files.delete(configuration);
    Files.copy(files.configuration(), configuration);
    return new CandidateConfiguration(directory, configuration, upstream);
  }

  private static void mirror(Path live, Path copy, Path leftOut) throws IOException {
    Files.createDirectory(copy);
    Path first = leftOut.getName(0);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(live)) {
      for (Path entry : entries) {
        Path name = entry.getFileName();
        if (!name.equals(first) && !name.toString().equals(NAME)) {
          Files.createSymbolicLink(copy.resolve(name), entry);
        }
      }
    }
    if (leftOut.getNameCount() > 1) {
      mirror(live.resolve(first), copy.resolve(first), first.relativize(leftOut));
    }
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }

  /** Deletes links as links: what they lead to is live. */
  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException problem)
              throws IOException {
            Files.delete(emptied);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

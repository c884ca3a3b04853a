package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A directory locked for this JVM: kept between runs, or temporary and deleted on close. */
final class WorkDirectory implements AutoCloseable {
  private final Path path;
  private final boolean temporary;
  private final DirectoryLock lock;

  private WorkDirectory(Path path, boolean temporary) {
    this.path = path;
    this.temporary = temporary;
    this.lock = DirectoryLock.acquire(path);
  }

  static WorkDirectory open(Optional<Path> wanted, String purpose) {
    return wanted
        .map(directory -> new WorkDirectory(directory.toAbsolutePath().normalize(), false))
        .orElseGet(() -> new WorkDirectory(temporary(purpose), true));
  }

  private static Path temporary(String purpose) {
    try {
      return Files.createTempDirectory("changeover-" + purpose + "-").toRealPath();
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot create a temporary directory", e);
    }
  }

  Path path() {
    return path;
  }

  boolean isTemporary() {
    return temporary;
  }

  @Override
  public void close() {
    lock.close();
    if (temporary) {
      FileTree.delete(path);
    }
  }
}

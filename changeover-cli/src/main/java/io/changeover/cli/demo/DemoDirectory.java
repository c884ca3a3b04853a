package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory that belongs to one demo. Another one would stop its sample and write over its files.
 * The operating system drops the lock however the demo ends.
 */
final class DemoDirectory implements AutoCloseable {
  static final String FILE = "demo.lock";

  private final Path path;
  private final FileChannel channel;

  private DemoDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws CliFailure when another demo has it
   */
  static DemoDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DemoDirectory(path, channel);
      }
      channel.close();
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED,
          "%s could not be locked: %s".formatted(path, failed.getMessage()));
    }
    throw new CliFailure(
        ExitCode.FAILED_UNCHANGED,
        "Another demo is running in %s. End that one, or choose another directory with --data."
            .formatted(path));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED,
          "The lock of %s could not be given back: %s".formatted(path, failed.getMessage()));
    }
  }
}

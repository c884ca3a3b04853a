package io.changeover.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory, as small as one likes. Only root may mount one. */
public final class MemoryDisk implements AutoCloseable {
  private final Path directory;

  private MemoryDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @param directory is created
   * @param size as mount takes it, such as {@code 2m}
   * @throws EmbeddedStartException with what mount says, where it may not
   */
  public static MemoryDisk mount(Path directory, String size) throws IOException {
    Files.createDirectories(directory);
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString());
    if (!said.isEmpty()) {
      throw new EmbeddedStartException(said);
    }
    return new MemoryDisk(directory);
  }

  /** Makes room. */
  public void grow(String size) throws IOException {
    String said = run("mount", "-o", "remount,size=" + size, directory.toString());
    if (!said.isEmpty()) {
      throw new IOException(said);
    }
  }

  /** Its only directory. */
  public Path directory() {
    return directory;
  }

  /** What the program has to complain of; nothing when it succeeded. */
  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return process.waitFor() == 0 ? "" : String.join(" ", List.of(command)) + ": " + said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    // Lazily, so that a file that is still open does not keep it for ever.
    String said = run("umount", "-l", directory.toString());
    if (!said.isEmpty()) {
      throw new IOException(said);
    }
  }
}

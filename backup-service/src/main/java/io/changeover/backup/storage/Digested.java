package io.changeover.backup.storage;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Digest;
import io.changeover.kit.step.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Size and SHA-256 of a dump. */
public record Digested(ByteSize bytes, Digest sha256) {
  private static final int PIECE = 1 << 20;

  /**
   * Reads a dump from the disk. A directory's digest is that of the lines which {@code sha256sum}
   * prints for its files, by name.
   *
   * @throws InterruptedException when the step was stopped
   */
  public static Digested of(Path dump, StepContext context)
      throws IOException, InterruptedException {
    return Files.isDirectory(dump) ? ofDirectory(dump, context) : ofFile(dump, context);
  }

  private static Digested ofFile(Path file, StepContext context)
      throws IOException, InterruptedException {
    Sha256 sha256 = new Sha256();
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (InputStream content = Files.newInputStream(file)) {
      for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
        context.throwIfStopped();
        sha256.add(piece, 0, read);
        bytes += read;
      }
    }
    return new Digested(new ByteSize(bytes), sha256.done());
  }

  private static Digested ofDirectory(Path directory, StepContext context)
      throws IOException, InterruptedException {
    Sha256 all = new Sha256();
    long bytes = 0;
    for (Path file : DurableFiles.filesOf(directory)) {
      Digested one = ofFile(file, context);
      byte[] line =
          "%s  %s\n".formatted(one.sha256(), file.getFileName()).getBytes(StandardCharsets.UTF_8);
      all.add(line, 0, line.length);
      bytes += one.bytes().bytes();
    }
    return new Digested(new ByteSize(bytes), all.done());
  }
}

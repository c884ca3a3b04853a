package io.changeover.backup.storage;

import io.changeover.contracts.ByteSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A new file whose digest is taken from what is written, and never from what the disk returns. One
 * that is closed before it was finished is gone.
 */
public final class DigestedFile extends OutputStream {
  private final Path file;
  private final FileChannel channel;
  private final @Nullable Object identity;
  private final LongConsumer progress;
  private final Sha256 sha256 = new Sha256();
  private long bytes;
  private boolean finished;

  /**
   * @param progress is told the bytes written so far, with each piece
   */
  public DigestedFile(Path file, LongConsumer progress) throws IOException {
    this.file = file;
    this.channel = DurableFiles.create(file);
    this.identity = identity();
    this.progress = progress;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    sha256.add(buffer, offset, length);
    ByteBuffer left = ByteBuffer.wrap(buffer, offset, length);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    bytes += length;
    progress.accept(bytes);
  }

  /** Puts what was written on the disk, and tells its size and digest. Nothing is written later. */
  public Digested finish() throws IOException {
    channel.force(true);
    finished = true;
    return new Digested(new ByteSize(bytes), sha256.done());
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished && Files.exists(file) && Objects.equals(identity, identity())) {
      Files.deleteIfExists(file);
    }
  }

  /** A younger attempt may have given the name to a file of its own. */
  private @Nullable Object identity() throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }
}

package io.changeover.backup.storage;

import io.changeover.contracts.ByteSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A new file whose digest is taken from what is written, and never from what the disk returns. */
public final class DigestedFile extends OutputStream {
  private final FileChannel channel;
  private final LongConsumer progress;
  private final Sha256 sha256 = new Sha256();
  private long bytes;

  /**
   * @param progress is told the bytes written so far, with each piece
   */
  public DigestedFile(Path file, LongConsumer progress) throws IOException {
    this.channel = DurableFiles.create(file);
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
    return new Digested(new ByteSize(bytes), sha256.done());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

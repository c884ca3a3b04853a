package io.changeover.validation.logs;

import io.changeover.contracts.step.LogScan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The whole lines in the last bytes of a file, each cut to a length. */
final class LogTail implements AutoCloseable {
  /** A character has at most four bytes in UTF-8. */
  private static final int LONGEST_LINE_BYTES = LogScan.LONGEST_LINE * 4;

  private final InputStream input;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long left;

  /**
   * Opens the last {@code bytes} of what a file holds from a byte on; what is written from now on
   * is not read.
   */
  LogTail(Path file, long begin, long bytes) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    long size = channel.size();
    long start = Math.max(begin, size - bytes);
    // One byte before: it tells whether the first line is whole.
    long from = Math.max(0, start - 1);
    input = Channels.newInputStream(channel.position(from));
    left = Math.max(0, size - from);
    if (start > 0) {
      next();
    }
  }

  /** The next line, cut; null when there is none. */
  @Nullable String next() throws IOException {
    if (!filled()) {
      return null;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended && filled()) {
      int from = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, from, Math.min(position - from, LONGEST_LINE_BYTES - line.size()));
      ended = position < limit;
      position += ended ? 1 : 0;
    }
    return cut(line.toString(StandardCharsets.UTF_8));
  }

  /** Whether there is a byte at the position, read if need be. */
  private boolean filled() throws IOException {
    if (position < limit) {
      return true;
    }
    int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
    position = 0;
    limit = Math.max(0, read);
    left -= limit;
    return limit > 0;
  }

  private static String cut(String line) {
    return line.length() <= LogScan.LONGEST_LINE ? line : line.substring(0, LogScan.LONGEST_LINE);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}

package io.changeover.validation.logs;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence.LogPosition;
import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/**
 * Where a log ended, found again by what stood there and not by the file's name or inode: a log may
 * be renamed, copied and emptied, or replaced.
 */
final class LogPositions {
  private static final Digest OF_NOTHING = Json.sha256(new byte[0]);

  private LogPositions() {}

  /** How far a log goes now; a line that is still being written is not part of it. */
  static LogPosition of(Path log) throws IOException {
    Instant writtenAt = RotatedLogs.lastWritten(log);
    if (!Files.isRegularFile(log)) {
      return new LogPosition(log.toString(), 0, OF_NOTHING, writtenAt);
    }
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
      long bytes = endOfLastLine(channel);
      return new LogPosition(log.toString(), bytes, mark(channel, bytes), writtenAt);
    }
  }

  /** Whether what stood before the position stands there in this file. */
  static boolean isIn(Path file, LogPosition position) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size() >= position.bytes()
          && mark(channel, position.bytes()).equals(position.mark());
    }
  }

  /** How long a file is that can be read; one that is closed to this service throws. */
  static long size(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size();
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    long size = channel.size();
    byte[] end = before(channel, size);
    for (int index = end.length - 1; index >= 0; index--) {
      if (end[index] == '\n') {
        return size - end.length + index + 1;
      }
    }
    return end.length < size ? size : 0;
  }

  private static Digest mark(FileChannel channel, long position) throws IOException {
    return Json.sha256(before(channel, position));
  }

  /** The bytes before a position, as many as are marked. */
  private static byte[] before(FileChannel channel, long position) throws IOException {
    int length = (int) Math.min(LogPosition.MARKED, position);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()
        && channel.read(bytes, position - length + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}

package io.changeover.rollout.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The log file that an installation's output goes to. */
record InstanceLog(Path path) {
  /** How much of the end is told, in bytes. */
  private static final int TOLD = 6_000;

  long length() throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  /** The end of what was written after {@code start}. */
  String since(long start) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long from = Math.max(Math.min(start, channel.size()), channel.size() - TOLD);
      InputStream rest = Channels.newInputStream(channel.position(from));
      return new String(rest.readNBytes(TOLD), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "(the log " + path + " cannot be read)";
    }
  }
}

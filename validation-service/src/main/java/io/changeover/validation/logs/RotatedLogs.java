package io.changeover.validation.logs;

import io.changeover.contracts.Evidence.LogPosition;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A log and the files that it has been rotated into: those beside it whose names begin with its
 * name and a dot or a dash.
 */
final class RotatedLogs {
  private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|xz|zst|lz4)");

  /**
   * A part of a log.
   *
   * @param from the byte at which it begins
   * @param to how many bytes the file had when it was looked for
   */
  record Part(Path file, long from, long to, Instant writtenAt) {}

  /**
   * What was written since a position.
   *
   * @param parts the oldest first
   * @param whole false when some of it is in no file that can be read
   */
  record Since(List<Part> parts, boolean whole) {}

  private RotatedLogs() {}

  /** When any of the files was last written; 1970 when there is none. */
  static Instant lastWritten(Path log) throws IOException {
    Instant last = Instant.EPOCH;
    for (Path file : files(log)) {
      try {
        Instant written = writtenAt(file);
        last = written.isAfter(last) ? written : last;
      } catch (IOException goneOrClosed) {
        // A file beside the log may be taken away or closed to this service at any time.
      }
    }
    return last;
  }

  static Since since(Path log, LogPosition position) throws IOException {
    List<Part> parts = new ArrayList<>();
    boolean found = position.bytes() == 0;
    boolean unseen = false;
    for (Path file : files(log)) {
      try {
        Instant writtenAt = writtenAt(file);
        boolean later = writtenAt.isAfter(position.writtenAt());
        if (COMPRESSED.matcher(file.toString()).matches()) {
          unseen |= later;
          continue;
        }
        boolean marked = position.bytes() > 0 && LogPositions.isIn(file, position);
        found |= marked;
        if (marked || later || file.equals(log)) {
          long from = marked ? position.bytes() : 0;
          parts.add(new Part(file, from, LogPositions.size(file), writtenAt));
        }
      } catch (IOException goneOrClosed) {
        throwIfOf(log, file, goneOrClosed);
        unseen = true;
      }
    }
    parts.sort(Comparator.comparing(Part::writtenAt));
    return new Since(List.copyOf(parts), found && !unseen);
  }

  /** A file beside the log may be taken away or closed to this service; the log itself may not. */
  static void throwIfOf(Path log, Path file, IOException unreadable) throws IOException {
    if (file.equals(log)) {
      throw unreadable;
    }
  }

  private static List<Path> files(Path log) throws IOException {
    List<Path> files = new ArrayList<>();
    String name = log.getFileName().toString();
    try (DirectoryStream<Path> beside =
        Files.newDirectoryStream(log.toAbsolutePath().getParent())) {
      for (Path file : beside) {
        String other = file.getFileName().toString();
        boolean rotated = other.startsWith(name + ".") || other.startsWith(name + "-");
        if ((rotated || other.equals(name)) && Files.isRegularFile(file)) {
          files.add(log.resolveSibling(other));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException nothingThere) {
      return List.of();
    } catch (AccessDeniedException notListed) {
      return Files.isRegularFile(log) ? List.of(log) : List.of();
    }
    return files;
  }

  private static Instant writtenAt(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }
}

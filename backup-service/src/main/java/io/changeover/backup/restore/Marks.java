package io.changeover.backup.restore;

import io.changeover.backup.storage.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a restore writes into the comments of databases, because these move with a database when it
 * is renamed and are changed in the same transaction.
 *
 * @param key of the command
 */
record Marks(String key) {
  private static final String ANY = "[changeover ";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

  /** PostgreSQL cuts longer names, in bytes. */
  private static final int LONGEST_NAME = 63;

  /** Begins the comment of a restored, compared copy. */
  String restored() {
    return ANY + "restored " + key + "]";
  }

  /** Begins the comment of a database whose name the copy has taken. */
  String replaced() {
    return ANY + "replaced " + key + "]";
  }

  String restoredComment(Manifest manifest, Instant at) {
    return "%s from backup %s at %s%s"
        .formatted(restored(), manifest.backup(), at, below(manifest.properties().comment()));
  }

  String replacedComment(@Nullable String before, Instant at) {
    return "%s at %s, read-only%s".formatted(replaced(), at, below(before));
  }

  /** The comment that people wrote, without marks of earlier restores. */
  private static String below(@Nullable String comment) {
    String own =
        comment == null
            ? ""
            : comment
                .lines()
                .filter(line -> !line.startsWith(ANY))
                .collect(Collectors.joining("\n"));
    return own.isEmpty() ? "" : "\n" + own;
  }

  /** What a replaced database is called: as before, and when it was replaced. */
  static String keptName(String database, Instant at) {
    String suffix = "_replaced_" + STAMP.format(at);
    String base = database;
    while (bytes(base) + bytes(suffix) > LONGEST_NAME) {
      base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
    }
    return base + suffix;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

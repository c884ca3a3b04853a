package io.changeover.migration.copy.cell;

import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.migration.copy.target.TypeFamily;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates that stand in another form than the usual one. */
final class DateForms {
  private static final Pattern PARTS =
      Pattern.compile("(\\d{2}|\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})([T ].*)?");
  private static final Pattern PACKED = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})()");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final int DATE_LENGTH = 10;
  private static final double LONGEST_SECONDS = 1e11;

  private DateForms() {}

  static Optional<Object> of(CopyFinding finding, CopyAs as, String text, TypeFamily family) {
    return switch (finding) {
      case DATE_WITHOUT_TIME -> Optional.of(text + " 00:00:00");
      case TIME_WITHOUT_ZONE -> Optional.of(text + "+00");
      case TWO_DIGIT_YEAR -> parts(as == CopyAs.IN_1900S ? "19" : "20", text, family);
      default -> parts("", text, family);
    };
  }

  private static Optional<Object> parts(String century, String text, TypeFamily family) {
    Matcher parts = PARTS.matcher(text);
    Matcher packed = PACKED.matcher(text);
    Matcher found = packed.matches() ? packed : parts;
    if (!found.matches()) {
      return Optional.empty();
    }
    String date =
        "%s%s-%2s-%2s"
            .formatted(century, found.group(1), found.group(2), found.group(3))
            .replace(' ', '0');
    return withTime(date, found.group(4) == null ? "" : found.group(4), family);
  }

  /** A date takes no time of day but midnight. */
  private static Optional<Object> withTime(String date, String time, TypeFamily family) {
    if (family != TypeFamily.DATE) {
      return Optional.of(date + time);
    }
    return time.matches("|[T ]00:00(:00(\\.0+)?)?") ? Optional.of(date) : Optional.empty();
  }

  static Optional<Object> ofNumber(CopyAs as, double number, TypeFamily family) {
    double seconds = as == CopyAs.UNIX_MILLISECONDS ? number / 1000 : number;
    if (!(Math.abs(seconds) < LONGEST_SECONDS)) {
      return Optional.empty();
    }
    long micros = Math.round(seconds * 1_000_000);
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return time.getYear() < 1 ? Optional.empty() : as(family, MOMENT.format(time));
  }

  private static Optional<Object> as(TypeFamily family, String moment) {
    return switch (family) {
      case DATE -> Optional.of(moment.substring(0, DATE_LENGTH));
      case TIMESTAMP -> Optional.of(moment);
      case TIMESTAMPTZ -> Optional.of(moment + "+00");
      default -> Optional.empty();
    };
  }

  /** Cuts the fraction of a second. */
  static String shortened(String text, int digits) {
    return text.replaceFirst("(\\.\\d{" + digits + "})\\d+", "$1");
  }
}

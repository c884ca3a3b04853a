package io.changeover.backup.rehearsal;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.TargetName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line in the comment of a scratch database that says whose it is, and until when at most. */
public record CloneMark(TargetName target, DeploymentId deployment, Instant until) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^rehearsal of (\\S+) by deployment (\\S+) until (\\S+)$");

  /** The line. */
  public String text() {
    return "rehearsal of %s by deployment %s until %s".formatted(target, deployment, until);
  }

  /** Reads it from a comment; empty when there is none that can be read. */
  public static Optional<CloneMark> in(String comment) {
    Matcher line = LINE.matcher(comment);
    if (!line.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CloneMark(
              new TargetName(line.group(1)),
              new DeploymentId(line.group(2)),
              Instant.parse(line.group(3))));
    } catch (DateTimeParseException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}

package io.changeover.notification.view;

import io.changeover.contracts.RollbackLevel;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rollback.
 *
 * @param cause what went wrong first, before anything that went wrong on the way back; null when a
 *     person asked and nothing had
 * @param reasons the rules that led to the level
 * @param done how many of its moves are done
 * @param actions what was led back, each a line, in the order in which it was
 * @param seen what was looked at afterwards, each a line
 */
public record Retreat(
    RollbackLevel level,
    @Nullable Trouble cause,
    List<String> reasons,
    int moves,
    int done,
    List<String> actions,
    List<String> seen,
    Instant startedAt,
    @Nullable Instant endedAt) {
  /** The most lines kept of each kind; the rest stands in the log. */
  private static final int MOST_LINES = 15;

  public Retreat {
    reasons = kept(reasons);
    actions = kept(actions);
    seen = kept(seen);
  }

  /** Views that were stored before a list was known lack it. */
  private static List<String> kept(@Nullable List<String> lines) {
    return lines == null ? List.of() : lines.stream().limit(MOST_LINES).toList();
  }

  Retreat acted(String what) {
    return moved(more(actions, Stream.of(what)), seen);
  }

  Retreat looked(List<String> found) {
    return moved(actions, more(seen, found.stream()));
  }

  private static List<String> more(List<String> known, Stream<String> lines) {
    return Stream.concat(known.stream(), lines).toList();
  }

  private Retreat moved(List<String> nowActions, List<String> nowSeen) {
    int nowDone = Math.min(done + 1, moves);
    return new Retreat(
        level, cause, reasons, moves, nowDone, nowActions, nowSeen, startedAt, endedAt);
  }

  Retreat ended(Instant at) {
    return new Retreat(level, cause, reasons, moves, moves, actions, seen, startedAt, at);
  }
}

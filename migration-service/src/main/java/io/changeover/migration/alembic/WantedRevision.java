package io.changeover.migration.alembic;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.List;
import java.util.Set;

/**
 * Finds the revision that a plan means: an id, the start of one, {@code head} or {@code base}. A
 * relative one such as +1 means another revision each time it is run, so it is not taken.
 */
final class WantedRevision {
  private WantedRevision() {}

  /**
   * The full id; {@link Revisions#BASE} for base.
   *
   * @throws StepFailure {@code refused}
   */
  static String in(Revisions revisions, String wanted) throws StepFailure {
    return switch (wanted) {
      case "base" -> Revisions.BASE;
      case "head", "heads" -> single(revisions.heads());
      default -> revisions.knows(wanted) ? wanted : startingWith(revisions, wanted);
    };
  }

  /**
   * The only head.
   *
   * @throws StepFailure {@code refused} when there are several or none
   */
  static String single(Set<String> heads) throws StepFailure {
    if (heads.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "alembic lists no revisions of the workspace.",
          "See that the workspace is at the right commit and that 'alembic history' lists its revisions, then retry the step.");
    }
    if (heads.size() > 1) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has %d heads: %s.".formatted(heads.size(), String.join(", ", heads)),
          "Bring the revisions into one line (alembic merge), commit that, then retry the step.");
    }
    return heads.iterator().next();
  }

  private static String startingWith(Revisions revisions, String wanted) throws StepFailure {
    List<String> found = revisions.startingWith(wanted);
    if (found.size() != 1) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has %s revision '%s'."
              .formatted(found.isEmpty() ? "no" : "more than one", wanted),
          "Name one of its revisions in full: %s."
              .formatted(String.join(", ", revisions.startingWith(""))));
    }
    return found.getFirst();
  }
}

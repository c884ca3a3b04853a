package io.changeover.kit.message;

import java.util.Collection;
import java.util.Set;

/** Remembers for a week which records were taken in. */
public interface Inbox {
  /**
   * Remembers ids in the caller's transaction.
   *
   * @return those that were not known before
   */
  Set<String> firstSeen(Collection<String> ids);
}

package io.changeover.testsupport.slack;

import java.util.Collections;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The faults that the next calls will meet, one each. */
final class FaultPlan {
  private final Queue<SlackFault> next = new ConcurrentLinkedQueue<>();

  void add(int calls, SlackFault fault) {
    next.addAll(Collections.nCopies(calls, fault));
  }

  void clear() {
    next.clear();
  }

  Optional<SlackFault> take() {
    return Optional.ofNullable(next.poll());
  }
}

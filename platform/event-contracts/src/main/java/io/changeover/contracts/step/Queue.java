package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a queue of an application's broker, a Redis: how much waits, and who works on it.
 *
 * @param queue the key of the list, stream or sorted set
 * @param depthAtMost how many may wait; not looked at when absent
 * @param workersAtLeast how many connections must work on it; not looked at when absent
 * @param workers the name that workers give their connection (CLIENT SETNAME); the queue's when
 *     absent
 */
@JsonTypeName("queue")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Queue(
    TargetAlias target,
    Argument queue,
    @Nullable Integer depthAtMost,
    @Nullable Integer workersAtLeast,
    @Nullable Argument workers)
    implements StepSpec {
  public Queue {
    workers = workers == null ? queue : workers;
    if (depthAtMost == null && workersAtLeast == null) {
      throw new IllegalArgumentException("depthAtMost, workersAtLeast or both are needed");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

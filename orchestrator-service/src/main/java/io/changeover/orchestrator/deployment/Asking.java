package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.core.Decision;
import io.changeover.core.Deployment;
import io.changeover.core.Input;
import io.changeover.core.Lifecycle;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what a person asks of a deployment; a refusal is kept in the log. */
public final class Asking {
  private final Deployments deployments;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public Asking(Deployments deployments, TransactionTemplate transaction, Clock clock) {
    this.deployments = deployments;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What came of it: the decision and the deployment after it. */
  public record Answer(Decision decision, Deployment deployment) {}

  /**
   * Decides and records.
   *
   * @param causation what the events name as their cause: the request's key
   * @return empty when there is no such deployment
   */
  public Optional<Answer> ask(
      DeploymentId id, Input.Asked asked, String causation, @Nullable String traceparent) {
    Optional<Answer> answer =
        transaction.execute(status -> decide(id, asked, causation, traceparent));
    return answer == null ? Optional.empty() : answer;
  }

  private Optional<Answer> decide(
      DeploymentId id, Input.Asked asked, String causation, @Nullable String traceparent) {
    Locked locked = deployments.lock(List.of(id)).get(id);
    if (locked == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Decision decision = Lifecycle.decide(locked.state(), asked, now);
    Recording recording = new Recording(locked);
    recording.take(decision, causation, traceparent);
    deployments.append(recording.change(now, false).stream().toList());
    return Optional.of(new Answer(decision, recording.state()));
  }
}

package io.changeover.validation.network;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Queue;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Surroundings.Broker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at a queue of an application's broker. */
@Component
final class QueueCheck implements StepHandler<Queue> {
  private static final String WHAT_TO_DO =
      "See whether the workers run, and what their log says of the job that they are at.";

  private final Surrounded surrounded;

  QueueCheck(Applications applications) {
    this.surrounded = new Surrounded(applications);
  }

  @Override
  public Class<Queue> kind() {
    return Queue.class;
  }

  @Override
  public Outcome handle(StepCommand command, Queue spec, StepContext context)
      throws StepFailure, InterruptedException {
    Broker broker = surrounded.broker(command, spec.target());
    try (RedisServer server = RedisServer.open(broker, context)) {
      return Outcome.ofChecks(look(command, spec, server), WHAT_TO_DO);
    } catch (IOException silent) {
      context.throwIfStopped();
      return Surrounded.silence("broker " + broker, silent, command.severity());
    }
  }

  private static List<CheckResult> look(StepCommand command, Queue spec, RedisServer server)
      throws IOException {
    List<CheckResult> checks = new ArrayList<>();
    Integer most = spec.depthAtMost();
    if (most != null) {
      long depth = server.depth(spec.queue().value());
      checks.add(
          CheckResult.of(
              "waiting in " + spec.queue(),
              "at most " + most,
              Long.toString(depth),
              command.severity(),
              depth <= most));
    }
    Integer least = spec.workersAtLeast();
    if (least != null) {
      long workers = server.connectionsNamed(filled(spec.workers()).value());
      checks.add(
          CheckResult.of(
              "connections named " + spec.workers(),
              "at least " + least,
              Long.toString(workers),
              command.severity(),
              workers >= least));
    }
    return checks;
  }
}

package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Progress;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Downtime;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.validation.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks an application again and again while others change it. */
@Component
final class DowntimeCheck implements StepHandler<Downtime> {
  /** Who waits longer than this thinks that it is down. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

  private static final String WHAT_TO_DO =
      "See what the switch waited for: the new installation's start, open connections, the front.";

  private final Conversations conversations;
  private final Pause pause;

  DowntimeCheck(Conversations conversations, Pause pause) {
    this.conversations = conversations;
    this.pause = pause;
  }

  @Override
  public Class<Downtime> kind() {
    return Downtime.class;
  }

  @Override
  public Outcome handle(StepCommand command, Downtime spec, StepContext context)
      throws StepFailure, InterruptedException {
    Outages outages = new Outages(System.nanoTime());
    int steady = 0;
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()), LONGEST_ANSWER)) {
      while (steady < Downtime.STEADY && outages.lasted().compareTo(spec.lasting()) < 0) {
        context.throwIfStopped();
        long began = System.nanoTime();
        Reply reply = conversation.send(HttpMethod.GET, spec.path().value(), null);
        outages.answered(began, System.nanoTime(), reply.isSuccess());
        steady = isOver(spec, reply) ? steady + 1 : 0;
        context.progress(
            new Progress(outages.lasted().toMillis(), spec.lasting().toMillis(), "ms", "asking"));
        rest(filled(spec.every()).minusNanos(System.nanoTime() - began));
      }
    }
    return outcome(command, spec, outages, steady >= Downtime.STEADY);
  }

  private void rest(Duration left) throws InterruptedException {
    if (left.isPositive()) {
      pause.lasting(left);
    }
  }

  private static boolean isOver(Downtime spec, Reply reply) {
    return reply.isSuccess()
        && !filled(spec.until()).isEmpty()
        && filled(spec.until()).entrySet().stream()
            .allMatch(wanted ->
                reply
                    .json()
                    .map(json -> JsonValues.at(json, wanted.getKey()))
                    .orElse(List.of())
                    .stream()
                    .anyMatch(value -> JsonValues.same(value, wanted.getValue())));
  }

  private static Outcome outcome(
      StepCommand command, Downtime spec, Outages outages, boolean over) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        CheckResult.of(
            "time without an answer",
            "at most %d ms".formatted(spec.atMost().toMillis()),
            outages.toString(),
            command.severity(),
            outages.down().compareTo(spec.atMost()) <= 0));
    if (!filled(spec.until()).isEmpty()) {
      checks.add(
          CheckResult.of(
              "the change is over",
              "%d answers in a row with %s".formatted(Downtime.STEADY, spec.until()),
              over ? "seen" : "not seen within %d s".formatted(spec.lasting().toSeconds()),
              command.severity(),
              over));
    }
    return Outcome.of(outages.evidence(spec.path().value()), checks, WHAT_TO_DO);
  }
}

package io.changeover.notification.slack;

import io.changeover.notification.delivery.Receipt;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The care with which Slack is called: not too often for each channel, again at once when a call
 * fails, not at all for a while when many have failed. It never waits for a permission: who does
 * not get one puts the message off and keeps no thread.
 */
final class SlackLine {
  private static final int TOO_MANY = 429;
  private static final float HALF = 50;
  private static final Duration LONGEST_PAUSE_WHILE_OPEN = Duration.ofSeconds(5);

  /** When Slack asks to wait without saying how long. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

  private final RateLimiterRegistry limiters;
  private final CircuitBreaker circuit;
  private final Retry retry;
  private final SlackSettings.Limits limits;

  SlackLine(SlackSettings.Limits limits, Clock clock) {
    this.limits = limits;
    this.limiters =
        RateLimiterRegistry.of(
            RateLimiterConfig.custom()
                .limitForPeriod(limits.messages())
                .limitRefreshPeriod(limits.period())
                .timeoutDuration(Duration.ZERO)
                .build());
    this.circuit =
        CircuitBreaker.of(
            "slack",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(2 * limits.openAfter())
                .minimumNumberOfCalls(limits.openAfter())
                .failureRateThreshold(HALF)
                .waitDurationInOpenState(limits.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordExceptions(SlackUnreachable.class)
                .clock(clock)
                .build());
    this.retry =
        Retry.of(
            "slack",
            RetryConfig.custom()
                .maxAttempts(limits.attempts())
                .intervalFunction(IntervalFunction.ofExponentialBackoff(limits.pause()))
                .retryExceptions(SlackUnreachable.class)
                .build());
  }

  /** 1 while calls are made, 0 while none are. */
  int reachable() {
    return circuit.getState() == CircuitBreaker.State.OPEN ? 0 : 1;
  }

  /**
   * Calls, and reads the answer; whatever kept the call from being made or answered is a receipt.
   */
  Receipt call(String address, Supplier<SlackAnswer> call, Function<SlackAnswer, Receipt> reading) {
    RateLimiter limiter = limiters.rateLimiter(address);
    if (!limiter.acquirePermission()) {
      return new Receipt.NotYet(
          limits.period().dividedBy(limits.messages()), true, "our own limit for the channel");
    }
    try {
      SlackAnswer answer =
          Retry.decorateSupplier(retry, CircuitBreaker.decorateSupplier(circuit, call)).get();
      return answer.status() == TOO_MANY ? tooMany(answer) : reading.apply(answer);
    } catch (CallNotPermittedException open) {
      Duration wait =
          limits.openFor().compareTo(LONGEST_PAUSE_WHILE_OPEN) < 0
              ? limits.openFor()
              : LONGEST_PAUSE_WHILE_OPEN;
      return new Receipt.NotYet(wait, false, "Slack has failed too often just now");
    } catch (SlackUnreachable unreachable) {
      return new Receipt.Failed(String.valueOf(unreachable.getMessage()));
    }
  }

  static Receipt tooMany(SlackAnswer answer) {
    return new Receipt.NotYet(
        answer.retryAfter().isZero() ? USUAL_WAIT : answer.retryAfter(),
        true,
        "Slack asks to wait");
  }
}

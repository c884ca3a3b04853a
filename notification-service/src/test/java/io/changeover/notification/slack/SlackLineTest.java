package io.changeover.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.notification.delivery.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SlackLineTest {
  private static final Receipt SENT = new Receipt.Sent("1.0", 1);

  private final AtomicInteger calls = new AtomicInteger();

  private static SlackLine line(int messages, int openAfter) {
    return new SlackLine(
        new SlackSettings.Limits(
            messages,
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            2,
            Duration.ofMillis(1),
            openAfter,
            Duration.ofHours(1)),
        Clock.systemUTC());
  }

  private Receipt call(SlackLine line, String address, Supplier<SlackAnswer> answer) {
    return line.call(
        address,
        () -> {
          calls.incrementAndGet();
          return answer.get();
        },
        _ -> SENT);
  }

  private static SlackAnswer good() {
    return new SlackAnswer(200, "{}", Duration.ZERO);
  }

  private static SlackAnswer down() {
    throw new SlackUnreachable("connection refused");
  }

  @Test
  void eachChannelHasItsOwnPace() {
    SlackLine line = line(2, 4);

    assertThat(call(line, "C1", SlackLineTest::good)).isEqualTo(SENT);
    assertThat(call(line, "C1", SlackLineTest::good)).isEqualTo(SENT);
    assertThat(call(line, "C1", SlackLineTest::good))
        .isEqualTo(
            new Receipt.NotYet(Duration.ofMinutes(30), true, "our own limit for the channel"));
    assertThat(call(line, "C2", SlackLineTest::good)).isEqualTo(SENT);
    assertThat(calls).hasValue(3);
  }

  @Test
  void whoFailsOftenIsNotCalledForAWhile() {
    SlackLine line = line(100, 4);

    assertThat(call(line, "C1", SlackLineTest::down)).isInstanceOf(Receipt.Failed.class);
    assertThat(call(line, "C1", SlackLineTest::down)).isInstanceOf(Receipt.Failed.class);
    assertThat(calls).hasValue(4);
    assertThat(line.reachable()).isZero();

    assertThat(call(line, "C2", SlackLineTest::good))
        .isInstanceOfSatisfying(
            Receipt.NotYet.class, later -> assertThat(later.wholeAddress()).isFalse());
    assertThat(calls).hasValue(4);
  }
}

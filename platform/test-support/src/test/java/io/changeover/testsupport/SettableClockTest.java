package io.changeover.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  @Test
  void movesOnlyWhenTold() {
    SettableClock clock = SettableClock.at("2026-01-31T10:00:00Z");
    Clock inTokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
    assertThat(clock.advance(Duration.ofHours(1))).isEqualTo("2026-01-31T11:00:00Z");
    assertThat(inTokyo.instant()).isEqualTo("2026-01-31T11:00:00Z");
    clock.set(Instant.EPOCH);
    assertThat(inTokyo.instant()).isEqualTo(Instant.EPOCH);
  }
}

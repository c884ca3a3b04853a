package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CommandId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptTest {
  @Test
  void theNameOfALoginIsShortAndTellsCommandAndFence() {
    CommandId longest = new CommandId("a".repeat(64) + "/" + "b".repeat(80) + "/forward/999999");
    CommandId other = new CommandId("a".repeat(64) + "/" + "b".repeat(80) + "/back/999999");
    Attempt attempt = new Attempt(1, longest, Long.MAX_VALUE, Instant.EPOCH);

    assertThat(attempt.login())
        .hasSizeLessThan(63)
        .matches("changeover_[0-9a-f]{16}_9223372036854775807")
        .startsWith(Attempt.loginsOf(longest));
    assertThat(Attempt.loginsOf(other)).isNotEqualTo(Attempt.loginsOf(longest));
  }
}

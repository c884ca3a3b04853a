package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AvailabilityTest {
  @Test
  void anAskingThatBreaksOffIsNoGoodAnswer() {
    Availability users = Availability.of("no address at all");

    assertThatThrownBy(users::close)
        .isInstanceOf(AssertionError.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(users::answers).isInstanceOf(AssertionError.class);
  }
}

package io.changeover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramsTest {
  @Test
  void serversAreFoundOffThePath() {
    // Of the base system, and in /usr/sbin only.
    assertThat(Programs.find("chroot", "/usr/bin")).endsWith("/sbin/chroot");
    assertThat(Programs.find("env", "/nowhere:/usr/bin")).isEqualTo("/usr/bin/env");
    assertThat(Programs.find("nobody-has-this", "/usr/bin")).isEqualTo("nobody-has-this");
  }
}

package io.changeover.kit.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void whatWasReadAndPasswordsOfUrlsAreBlackedOut() {
    Secrets secrets = new Secrets();
    secrets.remember("hunter2-hunter2");

    String told =
        secrets.blackOut(
            "login hunter2-hunter2; postgres://app:s3cret@db:5432/shop is away, see http://localhost:80/a@b");

    assertThat(told)
        .doesNotContain("hunter2", "s3cret")
        .contains("postgres://app:***@db:5432/shop", "http://localhost:80/a@b");
  }
}

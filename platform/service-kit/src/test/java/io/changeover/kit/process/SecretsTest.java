package io.changeover.kit.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "postgres://app:p@ssw0rd@db/x                   | postgres://app:***@db/x",
        "redis://:p@ss@w0rd@cache                       | redis://:***@cache",
        "postgres://me@corp:s3cret@db/x                 | postgres://me@corp:***@db/x",
        "x://a:o@ne@h1:1/x y://b:t@wo@h2:2/y            | x://a:***@h1:1/x y://b:***@h2:2/y",
        "x://a:o@ne@h1:1,y://b:t@wo@h2:2                | x://a:***@h1:1,y://b:***@h2:2",
        "x://a:o'ne@h1                                  | x://a:***@h1",
        "{'url':'x://a:o@ne@h1','mail':'bob@home'}      | {'url':'x://a:***@h1','mail':'bob@home'}",
        "git@home:a/b http://h:80 http://h:80/?m=bob@me | git@home:a/b http://h:80 http://h:80/?m=bob@me",
      })
  void aPasswordEndsAtTheLastAtOfItsUrl(String text, String told) {
    assertThat(new Secrets().blackOut(text)).isEqualTo(told);
  }

  @Test
  @Timeout(10)
  void aLongTextThatIsNearlyAUrlIsReadOnce() {
    String text = "://a:" + "b@".repeat(50_000) + "://a:".repeat(50_000) + "c".repeat(100_000);

    assertThat(new Secrets().blackOut(text)).endsWith("c");
  }
}

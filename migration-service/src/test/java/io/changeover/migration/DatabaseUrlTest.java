package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.TargetName;
import io.changeover.kit.target.DatabaseTarget;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
  @Test
  void everythingThatMeansSomethingInAUrlIsEncodedAndNothingIsShown() {
    DatabaseTarget database =
        new DatabaseTarget(new TargetName("db"), "127.0.0.1", 5432, "my db", "o'wner", "p");
    Login login = new Login("o'wner", "a b+c%d@e/f\"*", "tag_1", FenceStrength.TAG);
    DatabaseUrl url = DatabaseUrl.of("postgresql", database, login);

    assertThat(url.value())
        .isEqualTo(
            "postgresql://o%27wner:a%20b%2Bc%25d%40e%2Ff%22%2A@127.0.0.1:5432/my%20db?application_name=tag_1");
    assertThat(url.toString()).doesNotContain("a b", "a%20b");
    assertThat(login.toString()).doesNotContain("a b");
  }

  @Test
  void aPasswordIsAlsoHiddenAsLanguagesQuoteIt() {
    Login login = new Login("owner", "a'b\"c\\d", "tag_1", FenceStrength.TAG);

    assertThat(new DatabaseUrl("url").secrets(login))
        .containsOnly("url", "a'b\"c\\d", "a%27b%22c%5Cd", "a'b\\\"c\\\\d", "a\\'b\"c\\\\d");
  }
}

package io.changeover.validation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts in statements may be secret: none is shown, however it is written. */
class LiteralsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "POSTGRESQL | select 'a''secret', \"Name\" from t | select '?''?', \"Name\" from t",
        "POSTGRESQL | select E'it\\'s secret', 1            | select '?', 1",
        "POSTGRESQL | select 'c:\\', 'secret'               | select '?', '?'",
        "POSTGRESQL | select $x$secret 'one'$x$, 2          | select '?', 2",
        "POSTGRESQL | select 'cut off: secret               | select '?'",
        "POSTGRESQL | select E'cut off: secret\\            | select '?'",
        "MARIADB    | select \"se\"\"cret\", `a` from t     | select '?', `a` from t",
        "MARIADB    | select 'it\\'s secret', 'a''b', 1     | select '?', '?', 1",
        "MARIADB    | select \"it\\\"s secret\", 1          | select '?', 1",
        "MARIADB    | select \"cut off: secret              | select '?'",
      })
  void isLeftOut(Literals literals, String sql, String shown) {
    assertThat(literals.leftOutOf(sql)).isEqualTo(shown);
  }
}

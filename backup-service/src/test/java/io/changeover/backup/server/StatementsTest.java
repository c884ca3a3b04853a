package io.changeover.backup.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.backup.server.DatabaseProperties.Grant;
import io.changeover.backup.server.DatabaseProperties.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static DatabaseProperties properties(List<Grant> grants, Setting... settings) {
    return new DatabaseProperties(
        "the \"owner\"",
        "UTF8",
        "i",
        "C",
        "C",
        "de",
        null,
        "fast disk",
        5,
        null,
        grants,
        List.of(settings));
  }

  @Test
  void quotesWhateverANameOrATextHolds() {
    assertThat(Quoted.identifier("a\"b c")).isEqualTo("\"a\"\"b c\"");
    assertThat(Quoted.literal("it's")).isEqualTo("'it''s'");
    assertThat(Quoted.literal("a\\'b")).isEqualTo(" E'a\\\\''b'");
    assertThatThrownBy(() -> Quoted.identifier("a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void splitsListsOfNames() {
    assertThat(NameList.split("\"$user\", public")).containsExactly("$user", "public");
    assertThat(NameList.split("\"a, \"\"b\",c")).containsExactly("a, \"b", "c");
    assertThat(NameList.split("\"\"")).containsExactly("");
    assertThat(NameList.split("")).containsExactly("");
  }

  @Test
  void createsADatabaseLikeAnotherOne() {
    assertThat(CreateDatabase.statement("new", properties(null)))
        .isEqualTo(
            "CREATE DATABASE \"new\" WITH TEMPLATE template0 OWNER \"the \"\"owner\"\"\" ENCODING 'UTF8'"
                + " LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'de' TABLESPACE \"fast disk\"");
  }

  @Test
  void carriesGrantsAndSettingsOverWithoutTellingValues() {
    List<PropertyStatements.Statement> statements =
        PropertyStatements.of(
            "new",
            properties(
                List.of(new Grant(null, "CONNECT", false), new Grant("a b", "CREATE", true)),
                new Setting(null, "search_path", "\"$user\", public"),
                new Setting("a b", "app.key", "s3cret")));
    assertThat(statements)
        .extracting(PropertyStatements.Statement::sql)
        .containsExactly(
            "ALTER DATABASE \"new\" WITH CONNECTION LIMIT 5",
            "REVOKE ALL ON DATABASE \"new\" FROM PUBLIC, \"the \"\"owner\"\"\"",
            "GRANT CONNECT ON DATABASE \"new\" TO PUBLIC",
            "GRANT CREATE ON DATABASE \"new\" TO \"a b\" WITH GRANT OPTION",
            "ALTER DATABASE \"new\" SET \"search_path\" TO '$user', 'public'",
            "ALTER ROLE \"a b\" IN DATABASE \"new\" SET \"app.key\" TO 's3cret'");
    assertThat(statements)
        .extracting(PropertyStatements.Statement::what)
        .noneMatch(what -> what.contains("s3cret"));
  }
}

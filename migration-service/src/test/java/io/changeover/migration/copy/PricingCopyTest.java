package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Copy;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What emptying copied tables would lose, counted after users have written into them. */
class PricingCopyTest {
  private static final int ROWS = 20;

  @TempDir Path directory;

  private Sides ready() throws Exception {
    return new Sides(directory)
        .sqlite(
            "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO people WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + ROWS
                + ") SELECT i, 'name ' || i FROM n",
            "CREATE TABLE \"Wishes\" (id INTEGER PRIMARY KEY, year INTEGER)",
            "INSERT INTO \"Wishes\" VALUES (1, 2025), (2, 2026)",
            "CREATE TABLE notes (id INTEGER PRIMARY KEY)")
        .postgres(
            "CREATE TABLE people (id serial PRIMARY KEY, name text)",
            "CREATE TABLE \"Wishes\" (id int, year int) PARTITION BY RANGE (year)",
            "CREATE TABLE early PARTITION OF \"Wishes\" FOR VALUES FROM (0) TO (2026)",
            "CREATE TABLE late PARTITION OF \"Wishes\" FOR VALUES FROM (2026) TO (9999)",
            "CREATE TABLE notes (id serial PRIMARY KEY)");
  }

  private Sides copied() throws Exception {
    Sides sides = ready();
    Evidence.Copied _ = sides.copy();
    return sides;
  }

  private static Evidence.CopyPrice price(Sides sides) throws Exception {
    Copy spec = Sides.spec();
    Outcome outcome =
        sides.handler().handle(sides.command(spec, Direction.PROBE), spec, LoneStepContext.first());
    return (Evidence.CopyPrice) ((Outcome.Succeeded) outcome).evidence();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 1                                                     | 0  | 0",
        "INSERT INTO people (name) VALUES ('a'), ('b'), ('c')         | 3  | 3",
        "UPDATE people SET name = 'other' WHERE id <= 4               | 4  | 0",
        "UPDATE people SET name = name WHERE id = 4                   | 1  | 0",
        "DELETE FROM people WHERE id > 15                             | 5  | 5",
        "WITH g AS (DELETE FROM people WHERE id = 1) INSERT INTO people (id) VALUES (90), (91) | 2  | 1",
        "INSERT INTO \"Wishes\" VALUES (3, 2027)                      | 1  | 1",
        "UPDATE \"Wishes\" SET year = 2030 WHERE id = 1               | 1  | 0",
        "INSERT INTO notes DEFAULT VALUES                             | 1  | 1",
        "TRUNCATE people                                              | 20 | 20",
        "DROP TABLE people                                            | 20 | 20",
        "SELECT * FROM people FOR UPDATE                              | 0  | 0",
        "CREATE INDEX people_name ON people (name)                    | 0  | 0",
        "DO $$ BEGIN INSERT INTO people (name) VALUES ('a'); RAISE 'no'; EXCEPTION WHEN others THEN INSERT INTO people (name) VALUES ('b'); END $$ | 1 | 1",
      })
  void countsWhatWasWrittenSince(String statement, long changed, long moved) throws Exception {
    Sides sides = copied().postgres(statement);

    Evidence.CopyPrice price = price(sides);

    assertThat(price.rowsChanged()).isEqualTo(changed);
    assertThat(price.rowsAddedOrRemoved()).isEqualTo(moved);
    assertThat(price.tablesChanged()).hasSize(changed == 0 ? 0 : 1);
  }

  @Test
  void whatTheServerTidiesUpIsNoChange() throws Exception {
    Sides sides = copied().postgres("UPDATE people SET name = 'other' WHERE id = 7");

    sides.postgres("VACUUM FULL people", "VACUUM FREEZE people", "ANALYZE people");

    assertThat(price(sides))
        .isEqualTo(new Evidence.CopyPrice(1, 0, List.of("\"public\".\"people\"")));
  }

  @Test
  void aRowOfATransactionThatWasOpenBeforeTheCopyEndedCounts() throws Exception {
    Sides sides = ready();
    try (Connection early = sides.owner.connect();
        Statement statement = early.createStatement()) {
      early.setAutoCommit(false);
      // It has its number now, a smaller one than the copy's last transaction.
      statement.execute("SELECT pg_current_xact_id()");
      Evidence.Copied _ = sides.copy();
      statement.execute("INSERT INTO people (name) VALUES ('early')");
      early.commit();
    }

    assertThat(price(sides))
        .isEqualTo(new Evidence.CopyPrice(1, 1, List.of("\"public\".\"people\"")));
  }

  @Test
  void withoutACopyNothingWouldBeLost() throws Exception {
    Sides sides = ready().postgres("INSERT INTO people (name) VALUES ('of somebody')");

    assertThat(price(sides)).isEqualTo(new Evidence.CopyPrice(0, 0, List.of()));
  }

  @Test
  void aCopyThatWasLedBackCostsNothing() throws Exception {
    Sides sides = copied().postgres("INSERT INTO people (name) VALUES ('new')");
    assertThat(price(sides).rowsChanged()).isEqualTo(1);

    sides.back();

    assertThat(price(sides)).isEqualTo(new Evidence.CopyPrice(0, 0, List.of()));
  }

  @Test
  void whatCannotBeCountedIsNoPrice() throws Exception {
    Sides sides = copied();
    sides.owner.asAdmin("ALTER TABLE people OWNER TO CURRENT_USER");

    assertThat(catchThrowableOfType(StepFailure.class, () -> price(sides))).isNotNull();
  }

  private static void back(Sides sides, Evidence agreed) throws Exception {
    Copy spec = Sides.spec();
    StepCommand plain = sides.command(spec, Direction.BACK);
    StepCommand command =
        new StepCommand(
            plain.command(),
            plain.deployment(),
            plain.step(),
            plain.direction(),
            plain.attempt(),
            plain.severity(),
            plain.timeout(),
            plain.targets(),
            Map.of(plain.step(), agreed),
            spec);
    Outcome _ = sides.handler().handle(command, spec, LoneStepContext.first());
  }

  @Test
  void whatIsWrittenAfterTheLookIsNotThrownAway() throws Exception {
    Sides sides = copied().postgres("INSERT INTO people (name) VALUES ('counted')");
    Evidence.CopyPrice agreed = price(sides);
    sides.postgres("UPDATE people SET name = 'later' WHERE id = 3");

    StepFailure refused = catchThrowableOfType(StepFailure.class, () -> back(sides, agreed));

    assertThat(refused.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(refused.reason().message()).contains("2 rows").contains("only 1");
    assertThat(sides.row("SELECT name FROM people WHERE id = 3")).isEqualTo("later");
    assertThat(price(sides).rowsChanged()).isEqualTo(2);
    back(sides, price(sides));
    assertThat(sides.row("SELECT count(*) FROM people")).isEqualTo("0");
  }
}

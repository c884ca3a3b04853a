package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tools print when the database refuses a statement, shortened. */
class TellingLineTest {
  private static final String ALEMBIC =
      """
      Traceback (most recent call last):
        File "/usr/lib/python3/dist-packages/sqlalchemy/engine/base.py", line 1900, in _execute_context
          self.dialect.do_execute(
      psycopg2.errors.UniqueViolation: could not create unique index "uq_reference"
      DETAIL:  Key (reference)=(S-1) is duplicated.

      The above exception was the direct cause of the following exception:

      sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) could not create unique index "uq_reference"
      DETAIL:  Key (reference)=(S-1) is duplicated.

      [SQL: CREATE UNIQUE INDEX uq_reference ON shipments (reference)]
      (Background on this error at: https://sqlalche.me/e/14/gkpj)
      """;
  private static final String PRISMA =
      """
      2 migrations found in prisma/migrations

      Error: external connector error
      No such table: nowhere
         0: sql_schema_connector::apply_migration::apply_script
                 with migration_name="20260102000000_prices"
                   at schema-engine/connectors/sql-schema-connector/src/apply_migration.rs:113
         1: schema_commands::commands::apply_migrations::Applying migration
                 with migration_name="20260102000000_prices"
      """;
  private static final String LARAVEL =
      """
        2026_01_02_000000_create_stages ............................ 12ms FAIL

         Illuminate\\Database\\QueryException

        SQLSTATE[42S01]: Base table or view already exists: 1050 Table 'stages' already exists

        at /usr/share/php/Illuminate/Database/Connection.php:760
          756|         catch (Exception $e) {
        > 760|             throw new QueryException(
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alembic | sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) could not create unique index \"uq_reference\"",
        "prisma  | No such table: nowhere",
        "laravel | SQLSTATE[42S01]: Base table or view already exists: 1050 Table 'stages' already exists"
      })
  void theErrorIsQuoted(String tool, String line) {
    String output =
        switch (tool) {
          case "alembic" -> ALEMBIC;
          case "prisma" -> PRISMA;
          default -> LARAVEL;
        };
    assertThat(TellingLine.of(output)).contains(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "all went well", "Error:", "  File \"error.py\", line 3, in run"})
  void nothingIsQuotedWhereNothingIsNamed(String output) {
    assertThat(TellingLine.of(output)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {TellingLine.LONGEST, 1_000_000})
  void aLongLineIsCut(int length) {
    String output = "ERROR: " + "x".repeat(length);
    assertThat(TellingLine.of(output)).contains(output.substring(0, TellingLine.LONGEST));
  }
}

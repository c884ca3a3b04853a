package io.changeover.migration.flyway;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.step.Sql;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Login;
import io.changeover.migration.ToolOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Flyway at one database with the migrations of one workspace. Nothing of it cleans, repairs, sets
 * a baseline or undoes.
 */
record FlywayLibrary(Path workspace, List<RelativePath> locations, DatabaseTarget database) {
  /** A dead attempt's lock is gone before; whoever has it then is given so many seconds. */
  private static final int LOCK_RETRIES = 10;

  private static final String LOOKING = "changeover-looking";

  /** What the ledger and the workspace say, as the owner sees it. */
  History history() throws StepFailure {
    try {
      Login owner =
          new Login(
              database.username(),
              database.password(),
              LOOKING,
              io.changeover.migration.FenceStrength.TAG);
      return History.of(configured(owner).load().info());
    } catch (FlywayException failed) {
      throw failure(FailureCode.TOOL_FAILED, "Flyway cannot read the migrations", failed);
    }
  }

  /**
   * Makes sure that what was applied is what the workspace has.
   *
   * @throws StepFailure {@code refused}, naming each migration that differs
   */
  void throwIfChanged(Login login) throws StepFailure {
    ValidateResult result =
        configured(login)
            .ignoreMigrationPatterns("*:pending", "*:future")
            .load()
            .validateWithResult();
    if (!result.validationSuccessful) {
      String differences =
          result.invalidMigrations.stream()
              .map(each ->
                  "%s %s: %s"
                      .formatted(each.version, each.description, each.errorDetails.errorMessage))
              .collect(Collectors.joining("\n"));
      throw new StepFailure(
          new FailureReason(
              FailureCode.REFUSED,
              "What was applied to the database is not what the workspace has: %s"
                  .formatted(differences.isEmpty() ? result.getAllErrorMessages() : differences),
              "Bring the files back as they were when they were applied, and put what is new into a version of its own; 'flyway repair' would only hide it.",
              result.getAllErrorMessages()));
    }
  }

  /**
   * Migrates.
   *
   * @param version the version to reach
   * @throws FlywayException when a migration was refused
   */
  void migrate(Login login, String version, ToolOutput output) throws StepFailure {
    configured(login).target(version).callbacks(new Telling(output)).load().migrate();
  }

  private FluentConfiguration configured(Login login) throws StepFailure {
    return Flyway.configure()
        .dataSource(dataSource(login))
        .table(History.TABLE)
        .locations(directories().toArray(String[]::new))
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .connectRetries(0)
        .lockRetryCount(LOCK_RETRIES)
        .initSql(
            "set lock_timeout = %d; set statement_timeout = %d"
                .formatted(
                    Sql.USUAL_LOCK_TIMEOUT.toMillis(), Sql.USUAL_STATEMENT_TIMEOUT.toMillis()));
  }

  /** Not Flyway's own, which takes spaces off the end of a password. */
  private DataSource dataSource(Login login) {
    Properties properties = new Properties();
    properties.setProperty("user", login.username());
    properties.setProperty("password", login.password());
    properties.setProperty("ApplicationName", login.tag());
    return new SimpleDriverDataSource(new org.postgresql.Driver(), database.jdbcUrl(), properties);
  }

  private List<String> directories() throws StepFailure {
    List<String> directories = new ArrayList<>();
    for (RelativePath each : locations) {
      try {
        Path root = workspace.toRealPath();
        Path directory = root.resolve(each.value()).toRealPath();
        if (!directory.startsWith(root)) {
          throw new IOException("it leads out of the workspace");
        }
        directories.add("filesystem:" + directory);
      } catch (IOException missing) {
        throw new StepFailure(
            FailureCode.REFUSED,
            "The location '%s' is no directory of the workspace.".formatted(each),
            "Check the workspace out, or correct 'locations' in the plan.",
            missing);
      }
    }
    return directories;
  }

  static StepFailure failure(FailureCode code, String what, FlywayException cause) {
    return new StepFailure(
        code,
        "%s: %s".formatted(what, String.valueOf(cause.getMessage()).strip()),
        "Remove the cause, then retry the step.",
        cause);
  }
}

package io.changeover.migration.postgres;

import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.migration.Attempt;
import io.changeover.migration.Attempts;
import io.changeover.migration.Migration;
import io.changeover.migration.SchemaListing;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table migration_attempt. */
@Component
final class JdbcAttempts implements Attempts {
  private static final String OPEN =
      """
      insert into migration_attempt
        (command_id, fence, deployment_id, step_id, direction, database_url, login, deadline)
      values
        (:command, :fence, :deployment, :step, :direction, :database, :login, :deadline)
      returning number
      """;

  /** Same database as an attempt's. */
  private static final String BESIDE =
      """
      from migration_attempt mine join migration_attempt other using (database_url)
      where mine.number = ?
      """;

  private static final String EARLIER =
      """
      select other.direction, other.revision_before, other.schema_before,
        other.begun_at is not null and other.exit_code is null
          and (other.told_by is null or other.told_by = mine.command_id)
      """
          + BESIDE
          + """
            and other.number < mine.number and other.revision_before is not null
            and (other.deployment_id, other.step_id) = (mine.deployment_id, mine.step_id)
            and other.number > coalesce((
                select max(s.number) from migration_attempt s
                where s.database_url = mine.database_url and s.outcome = 'succeeded'), 0)
          order by other.number
          """;

  private static final String LEFTOVERS =
      """
      select login from migration_attempt
      where database_url = ? and not login_gone and (outcome is not null or deadline < now())
      order by number
      """;

  /** A younger attempt ends the sessions of this one, and with them its tool. */
  private static final String ENDED =
      """
      update migration_attempt mine set exit_code = ?
      where number = ? and not exists (
        select from migration_attempt other
        where other.database_url = mine.database_url and other.number > mine.number)
      """;

  private static final String TOLD =
      """
      update migration_attempt other set told_by = mine.command_id
      from migration_attempt mine
      where mine.number = ? and other.number <= mine.number and other.database_url = mine.database_url
        and (other.deployment_id, other.step_id) = (mine.deployment_id, mine.step_id)
        and other.begun_at is not null and other.exit_code is null and other.told_by is null
      """;

  private final JdbcClient sql;

  JdbcAttempts(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public Attempt open(Migration migration, long fence, Instant deadline) {
    Attempt attempt = new Attempt(0, migration.command(), fence, deadline);
    long number =
        sql.sql(OPEN)
            .param("command", migration.command().value())
            .param("fence", fence)
            .param("deployment", migration.deployment().value())
            .param("step", migration.step().value())
            .param("direction", migration.direction().word())
            .param("database", migration.server().jdbcUrl())
            .param("login", attempt.login())
            .param("deadline", deadline.atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single();
    return new Attempt(number, migration.command(), fence, deadline);
  }

  @Override
  public void throwIfOvertaken(Attempt attempt) throws StepFailure {
    List<String> younger =
        sql.sql("select other.command_id " + BESIDE + " and other.number > mine.number")
            .param(attempt.number())
            .query(Column::text)
            .list();
    if (!younger.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "A younger attempt at the same database has begun: %s.".formatted(younger.getLast()),
          "Nothing: the younger attempt goes on.");
    }
  }

  @Override
  public List<String> loginsBefore(Attempt attempt) {
    return sql.sql(
            "select other.login "
                + BESIDE
                + " and other.number < mine.number and not other.login_gone order by other.number")
        .param(attempt.number())
        .query(Column::text)
        .list();
  }

  @Override
  public void found(Attempt attempt, String revision, SchemaListing schema) {
    sql.sql("update migration_attempt set revision_before = ?, schema_before = ? where number = ?")
        .params(revision, schema.text(), attempt.number())
        .update();
  }

  @Override
  public void begins(Attempt attempt) {
    began(attempt, "now()");
  }

  @Override
  public void notBegun(Attempt attempt) {
    began(attempt, "null");
  }

  private void began(Attempt attempt, String at) {
    sql.sql(
            "update migration_attempt set begun_at = %s, exit_code = null, told_by = null where number = ?"
                .formatted(at))
        .param(attempt.number())
        .update();
  }

  @Override
  public void toolEnded(Attempt attempt, int exitCode) {
    sql.sql(ENDED).params(exitCode, attempt.number()).update();
  }

  @Override
  public void told(Attempt attempt) {
    sql.sql(TOLD).param(attempt.number()).update();
  }

  @Override
  public List<Earlier> earlier(Attempt attempt) {
    return sql.sql(EARLIER)
        .param(attempt.number())
        .query((row, index) ->
            new Earlier(
                Direction.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getString(2),
                SchemaListing.parse(row.getString(3)),
                row.getBoolean(4)))
        .list();
  }

  @Override
  public void ended(Attempt attempt, End end) {
    sql.sql("update migration_attempt set outcome = ?, ended_at = now() where number = ?")
        .params(end.name().toLowerCase(Locale.ROOT), attempt.number())
        .update();
  }

  @Override
  public void cleared(String login) {
    sql.sql("update migration_attempt set login_gone = true where login = ?").param(login).update();
  }

  @Override
  public List<String> leftovers(ServerDatabase database) {
    return sql.sql(LEFTOVERS).param(database.jdbcUrl()).query(Column::text).list();
  }
}

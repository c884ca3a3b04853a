package io.changeover.migration.command.postgres;

import io.changeover.contracts.command.StepCommand;
import io.changeover.migration.command.CommandRuns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table command_run. */
@Component
final class JdbcCommandRuns implements CommandRuns {
  private static final String OF_STEP =
      " deployment_id = :deployment and step_id = :step and direction = :direction";

  private static final String DOUBT =
      " and exit_code is null and (told_by is null or told_by = :command)";

  private final JdbcClient sql;

  JdbcCommandRuns(JdbcClient sql) {
    this.sql = sql;
  }

  @Override
  public boolean inDoubt(StepCommand command) {
    return of(command, "select exists (select from command_run where" + OF_STEP + DOUBT + ")")
        .param("command", command.command().value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void told(StepCommand command) {
    of(command, "update command_run set told_by = :command where" + OF_STEP + DOUBT)
        .param("command", command.command().value())
        .update();
  }

  private JdbcClient.StatementSpec of(StepCommand command, String statement) {
    return sql.sql(statement)
        .param("deployment", command.deployment().value())
        .param("step", command.step().value())
        .param("direction", command.direction().word());
  }

  @Override
  public void begins(StepCommand command, long fence) {
    of(
            command,
            """
            insert into command_run (command_id, fence, deployment_id, step_id, direction)
            values (:command, :fence, :deployment, :step, :direction)
            """)
        .param("command", command.command().value())
        .param("fence", fence)
        .update();
  }

  @Override
  public void notStarted(StepCommand command, long fence) {
    sql.sql("delete from command_run where command_id = ? and fence = ?")
        .params(command.command().value(), fence)
        .update();
  }

  @Override
  public void ended(StepCommand command, long fence, int exitCode) {
    sql.sql(
            "update command_run set exit_code = ?, ended_at = now() where command_id = ? and fence = ?")
        .params(exitCode, command.command().value(), fence)
        .update();
  }
}

package io.changeover.kit.job.postgres;

/** The statements on jobs. */
final class JobSql {
  /** New jobs up to a place are claimed at once, which saves a transaction for each. */
  static final String INSERT =
      """
      INSERT INTO job (command_id, deployment_id, step_id, direction, attempt, command, traceparent,
                       state, fence, lease_owner, lease_until, started_at)
      SELECT command_id, deployment_id, step_id, direction, attempt, command, traceparent,
             CASE WHEN now_claimed THEN 'RUNNING' ELSE 'QUEUED' END,
             CASE WHEN now_claimed THEN 1 ELSE 0 END,
             CASE WHEN now_claimed THEN owner END,
             CASE WHEN now_claimed THEN now() + make_interval(secs => lease) END,
             CASE WHEN now_claimed THEN now() END
      FROM (SELECT added.*, place <= ?::bigint AS now_claimed, ?::text AS owner, ?::float8 AS lease
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[])
                 WITH ORDINALITY AS added (command_id, deployment_id, step_id, direction, attempt,
                                           command, traceparent, place)) AS added
      ON CONFLICT DO NOTHING
      RETURNING command_id, state
      """;

  static final String REPORTS =
      """
      SELECT command_id, report_type, report, traceparent FROM job
      WHERE command_id = ANY (?::text[]) AND state = 'DONE'
      """;

  static final String REQUEST_CANCEL =
      """
      UPDATE job SET cancel_requested = true
      WHERE command_id = ANY (?::text[]) AND state <> 'DONE'
      """;

  static final String INSERT_DONE =
      """
      INSERT INTO job (command_id, deployment_id, step_id, direction, attempt, command, state, fence,
                       report_type, report, cancel_requested, finished_at)
      SELECT command_id, deployment_id, step_id, direction, attempt, '', 'DONE', 0,
             report_type, report, true, now()
      FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[])
           AS added (command_id, deployment_id, step_id, direction, attempt, report_type, report)
      ON CONFLICT DO NOTHING
      RETURNING command_id
      """;

  static final String CLAIM =
      """
      WITH picked AS (
        SELECT command_id, lease_owner FROM job
        WHERE state <> 'DONE' AND (state = 'QUEUED' OR lease_until <= now())
          AND command_id <> ALL (?::text[])
        ORDER BY queued_at, command_id LIMIT ? FOR UPDATE SKIP LOCKED
      )
      UPDATE job SET state = 'RUNNING', fence = fence + 1, lease_owner = ?,
                     lease_until = now() + make_interval(secs => ?),
                     started_at = coalesce(started_at, now())
      FROM picked WHERE job.command_id = picked.command_id
      RETURNING job.command_id, job.command, job.fence, job.cancel_requested, job.process_groups,
                job.traceparent, extract(epoch FROM now() - job.started_at), picked.lease_owner
      """;

  static final String NEXT_EXPIRY =
      """
      SELECT extract(epoch FROM min(lease_until) - clock_timestamp())::float8 FROM job
      WHERE state = 'RUNNING' AND command_id <> ALL (?::text[])
      """;

  static final String OWNERS = "SELECT DISTINCT lease_owner FROM job WHERE state = 'RUNNING'";

  static final String EXPIRE =
      "UPDATE job SET lease_until = now() WHERE state = 'RUNNING' AND lease_owner = ANY (?::text[])";

  static final String RENEW =
      """
      UPDATE job SET lease_until = now() + make_interval(secs => ?)
      FROM unnest(?::text[], ?::bigint[]) AS mine (command_id, fence)
      WHERE job.command_id = mine.command_id AND job.fence = mine.fence AND state = 'RUNNING'
      RETURNING job.command_id, cancel_requested
      """;

  static final String RECORD_GROUPS =
      "UPDATE job SET process_groups = ? WHERE command_id = ? AND fence = ? AND state = 'RUNNING'";

  static final String FINISH =
      """
      UPDATE job SET state = 'DONE', report_type = ended.report_type, report = ended.report,
                     finished_at = now(), process_groups = ''
      FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[])
           AS ended (command_id, fence, report_type, report)
      WHERE job.command_id = ended.command_id AND job.fence = ended.fence AND state = 'RUNNING'
      RETURNING job.command_id
      """;

  static final String RELEASE =
      """
      UPDATE job SET lease_until = now()
      FROM unnest(?::text[], ?::bigint[]) AS mine (command_id, fence)
      WHERE job.command_id = mine.command_id AND job.fence = mine.fence AND state = 'RUNNING'
      """;

  static final String FORGET =
      "DELETE FROM job WHERE state = 'DONE' AND finished_at < now() - make_interval(secs => ?)";

  private JobSql() {}
}

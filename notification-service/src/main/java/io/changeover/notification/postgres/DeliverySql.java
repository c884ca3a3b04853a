package io.changeover.notification.postgres;

/** The statements on the delivery table. */
final class DeliverySql {
  static final String ADD =
      """
      INSERT INTO delivery
        (deployment_id, sequence, channel, address, kind, notice, next_attempt_at, created_at)
      SELECT deployment_id, sequence, channel, address, kind, notice, at, at
      FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::timestamptz[])
           WITH ORDINALITY AS added (deployment_id, sequence, channel, address, kind, notice, at,
                                     place)
      ORDER BY place
      ON CONFLICT DO NOTHING
      """;

  /** Waits for nothing that goes before it. */
  private static final String IS_FIRST =
      """
      NOT EXISTS (
        SELECT 1 FROM delivery before
        WHERE before.deployment_id = d.deployment_id AND before.channel = d.channel
          AND before.address = d.address AND before.state = 'PENDING' AND before.id < d.id)
      """;

  static final String CLAIM =
      """
      UPDATE delivery SET claimed_until = :until, attempts = attempts + 1
      WHERE id IN (
        SELECT d.id FROM delivery d
        WHERE d.state = 'PENDING' AND d.channel = :channel AND d.next_attempt_at <= :now
          AND (d.claimed_until IS NULL OR d.claimed_until <= :now) AND %s
        ORDER BY d.next_attempt_at, d.id LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING *
      """
          .formatted(IS_FIRST);

  static final String NEXT_DUE =
      """
      SELECT least(
        (SELECT min(greatest(d.next_attempt_at, d.claimed_until)) FROM delivery d
         WHERE d.state = 'PENDING' AND %s),
        (SELECT min(next_attempt_at) FROM delivery
         WHERE state = 'FAILED' AND created_at >= :since))
      """
          .formatted(IS_FIRST);

  static final String SENT =
      """
      UPDATE delivery
      SET state = 'SENT', sent_at = :now, provider_id = :provider, claimed_until = NULL,
          last_error = NULL
      WHERE id = :id AND attempts = :attempt AND state = 'PENDING'
      """;

  static final String MERGE =
      """
      UPDATE delivery SET state = 'MERGED', claimed_until = NULL
      WHERE deployment_id = :deployment AND channel = :channel AND address = :address
        AND kind = 'STATUS' AND state = 'PENDING' AND sequence <= :upTo
      """;

  static final String POSTPONE =
      """
      UPDATE delivery SET next_attempt_at = :until, claimed_until = NULL, last_error = :error
      WHERE id = :id AND attempts = :attempt AND state = 'PENDING'
      """;

  static final String HOLD_ADDRESS =
      """
      UPDATE delivery SET next_attempt_at = :until
      WHERE channel = :channel AND address = :address AND state = 'PENDING'
        AND next_attempt_at < :until
      """;

  static final String FAILED_ONCE =
      """
      UPDATE delivery
      SET next_attempt_at = :until, claimed_until = NULL, last_error = :error,
          failures = failures + 1, failing_since = coalesce(failing_since, :now)
      WHERE id = :id AND attempts = :attempt AND state = 'PENDING'
      """;

  static final String GIVE_UP =
      """
      UPDATE delivery
      SET state = 'FAILED', next_attempt_at = :again, claimed_until = NULL, last_error = :error
      WHERE id = :id AND attempts = :attempt AND state = 'PENDING'
      """;

  static final String ANY_SENT_SINCE =
      """
      SELECT EXISTS (
        SELECT 1 FROM delivery WHERE channel = :channel AND state = 'SENT' AND sent_at >= :since)
      """;

  private static final String TAKE_UP =
      """
      UPDATE delivery SET state = 'PENDING', failures = 0, failing_since = NULL
      WHERE state = 'FAILED' AND next_attempt_at IS NOT NULL
      """;

  static final String TAKE_UP_AGAIN =
      TAKE_UP + " AND next_attempt_at <= :now AND created_at >= :since";

  static final String TAKE_UP_MENDED =
      TAKE_UP.replace("failures = 0", "next_attempt_at = created_at, failures = 0")
          + " AND created_at >= :since";

  static final String OLDEST =
      "SELECT min(created_at) FROM delivery WHERE state = 'PENDING' AND channel = :channel";

  private DeliverySql() {}
}

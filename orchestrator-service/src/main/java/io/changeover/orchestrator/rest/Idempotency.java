package io.changeover.orchestrator.rest;

import io.changeover.contracts.Digest;
import io.changeover.contracts.json.Json;
import io.changeover.core.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A request that carries an Idempotency-Key is done once: sent again by the same person, it gets
 * the first answer again. The key, what the request does and its answer are one transaction.
 */
@Component
class Idempotency {
  /** What a key looks like. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  /** How long an answer is kept. */
  static final Duration KEPT = Duration.ofHours(24);

  private static final String TAKE =
      """
      insert into answered_request (actor, key, fingerprint, status, body)
      values (?, ?, ?, 0, '') on conflict do nothing
      """;

  private static final String ANSWERED =
      """
      update answered_request set status = ?, location = ?, body = ? where actor = ? and key = ?
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  Idempotency(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  private record Earlier(String fingerprint, int status, @Nullable String location, String body) {}

  /**
   * Does a request once.
   *
   * @param key null when the request carries none; it is done each time then
   * @param what method, path and body: a key that comes back with something else is refused
   */
  ResponseEntity<String> once(
      Person by, @Nullable String key, List<Object> what, Supplier<ResponseEntity<String>> doing) {
    if (key == null) {
      return doing.get();
    }
    if (!KEY.matcher(key).matches()) {
      throw Problem.invalid("An Idempotency-Key has 1 to 200 visible ASCII characters.");
    }
    Digest fingerprint = Json.sha256(Json.canonical(what).getBytes(StandardCharsets.UTF_8));
    ResponseEntity<String> answer =
        transaction.execute(status -> take(by.actor().name(), key, fingerprint.value(), doing));
    return Objects.requireNonNull(answer);
  }

  /** Forgets the answers that are too old to be asked for again. */
  void prune() {
    jdbc.update(
        "delete from answered_request where at < now() - make_interval(secs => ?)",
        (double) KEPT.toSeconds());
  }

  private ResponseEntity<String> take(
      String actor, String key, String fingerprint, Supplier<ResponseEntity<String>> doing) {
    if (jdbc.update(TAKE, actor, key, fingerprint) == 0) {
      return again(actor, key, fingerprint);
    }
    ResponseEntity<String> answer = doing.get();
    keep(actor, key, answer);
    return answer;
  }

  private void keep(String actor, String key, ResponseEntity<String> answer) {
    URI location = answer.getHeaders().getLocation();
    jdbc.update(
        ANSWERED,
        answer.getStatusCode().value(),
        location == null ? null : location.toString(),
        answer.getBody() == null ? "" : answer.getBody(),
        actor,
        key);
  }

  private ResponseEntity<String> again(String actor, String key, String fingerprint) {
    Earlier earlier =
        jdbc.queryForObject(
            "select fingerprint, status, location, body from answered_request"
                + " where actor = ? and key = ?",
            (row, number) ->
                new Earlier(
                    row.getString("fingerprint"),
                    row.getInt("status"),
                    row.getString("location"),
                    row.getString("body")),
            actor,
            key);
    if (earlier == null || !earlier.fingerprint().equals(fingerprint)) {
      throw new Problem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "idempotency-key-reused",
          "This Idempotency-Key was used for another request; take a new one.");
    }
    boolean refused = earlier.status() >= HttpStatus.BAD_REQUEST.value();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(earlier.status())
            .contentType(refused ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON)
            .header("Idempotent-Replay", "true");
    if (earlier.location() != null) {
      answer.header("Location", earlier.location());
    }
    return answer.body(earlier.body());
  }
}

package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.command.StepCommand;
import io.changeover.testsupport.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The event log: shown, followed, replayed, reported on, and not to be changed. */
class LogTest {
  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final FakeSpecialists specialists = RunningOrchestrator.sharedSpecialists();
  private final Rest olga = orchestrator.as("olga");

  private String ended() {
    specialists.answer(command -> List.of(specialists.done(command)));
    String id = olga.started(Plans.noOps(3));
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> assertThat(olga.state(id)).isEqualTo("Succeeded"));
    return id;
  }

  @Test
  void pagesHaveNoGap() {
    String path = "/api/v1/deployments/" + ended() + "/events";
    List<Long> sequences = new ArrayList<>();
    long after = 0;
    JsonNode page;
    do {
      page = olga.get(path + "?limit=4&after=" + after).json();
      page.path("events").forEach(event -> sequences.add(event.path("sequence").asLong()));
      after = page.path("next").asLong();
    } while (!page.path("events").isEmpty());
    assertThat(sequences).hasSizeGreaterThan(6);
    for (int place = 0; place < sequences.size(); place++) {
      assertThat(sequences.get(place)).isEqualTo(place + 1);
    }
  }

  @Test
  void aListTellsTheHistoryOfWhatHasEnded() {
    String id = ended();

    JsonNode listed = olga.get("/api/v1/deployments?limit=1").json().path("deployments").path(0);

    assertThat(listed.path("id").asString()).isEqualTo(id);
    assertThat(listed.path("endedAt").asString()).isNotEmpty();
    assertThat(listed.path("requestedBy").asString()).isEqualTo("olga");
    assertThat(listed.path("history").path("metrics").path("deploymentTime").asString())
        .startsWith("PT");
    assertThat(
            olga.get("/api/v1/deployments/" + id + "/report").json().path("history").path("issues"))
        .isEmpty();
  }

  @Test
  void listsPageByPage() {
    List<String> started = List.of(ended(), ended(), ended());
    List<String> listed = new ArrayList<>();
    String cursor = "";
    while (cursor != null && listed.size() < started.size()) {
      JsonNode page =
          olga.get("/api/v1/deployments?state=Succeeded&plan=quick&limit=1" + cursor).json();
      page.path("deployments").forEach(one -> listed.add(one.path("id").asString()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : null;
    }
    assertThat(listed).isEqualTo(started.reversed());
  }

  @Test
  void aStreamGoesOnWhereItWas() throws Exception {
    String id = olga.started(Plans.approved());
    String path = "/api/v1/deployments/" + id;
    long now = olga.get(path).json().path("sequence").asLong();
    List<Long> live = new ArrayList<>();
    try (Stream stream = new Stream(orchestrator.port(), path + "/events/stream", "")) {
      while (live.size() < now) {
        live.add(stream.next());
      }
      olga.post(path + "/notes", Map.of("text", "seen at once"));
      live.add(stream.next());
    }
    long last = live.getLast();
    assertThat(last).isEqualTo(now + 1);
    olga.post(path + "/notes", Map.of("text", "while away"));
    olga.post(path + "/abort", Map.of("reason", "enough"));
    try (Stream stream =
        new Stream(orchestrator.port(), path + "/events/stream", "Last-Event-ID: " + last)) {
      for (long more = stream.next(); more > 0; more = stream.next()) {
        live.add(more);
      }
    }
    assertThat(live).doesNotHaveDuplicates().isSorted().hasSize(live.getLast().intValue());
    assertThat(olga.get(path).json().path("sequence").asLong()).isEqualTo(live.getLast());
    assertThat(
            olga.get(path + "/events/stream", "Last-Event-ID", Long.toString(live.getLast()))
                .status())
        .isEqualTo(204);
    BadInputTest.refused(
        olga.get(path + "/events/stream", "Last-Event-ID", "x"), 400, "invalid-request");
  }

  @Test
  void aLiveStreamSaysWhatTheLogSays() throws Exception {
    specialists.answer(command -> List.of());
    String id = olga.started(Plans.noOps(3));
    String path = "/api/v1/deployments/" + id;
    List<String> live = new ArrayList<>();
    try (Stream stream = new Stream(orchestrator.port(), path + "/events/stream", "")) {
      live.add(stream.nextData());
      await().atMost(Patience.LONG).until(() -> !specialists.commands(id).isEmpty());
      specialists.answer(command -> List.of(specialists.done(command)));
      StepCommand first = specialists.commands(id).getFirst();
      specialists.report(first, specialists.done(first));
      for (String more = stream.nextData(); !more.isEmpty(); more = stream.nextData()) {
        live.add(more);
      }
    }
    List<String> logged = new ArrayList<>();
    olga.get(path + "/events").json().path("events").forEach(event -> logged.add(event.toString()));
    assertThat(live).isEqualTo(logged).hasSizeGreaterThan(6);
  }

  /** A stream as bytes, so that going away is what a broken connection is. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Stream(int port, String path, String header) throws IOException {
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout((int) Patience.LONG.toMillis());
      String more = header.isEmpty() ? "" : header + "\r\n";
      String request =
          "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer olga-token\r\n%sConnection: close\r\n\r\n"
              .formatted(path, more);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next event's id; 0 at the end. */
    long next() throws IOException {
      String id = nextOf("id:");
      return id.isEmpty() ? 0 : Long.parseLong(id);
    }

    /** The next event; empty at the end. */
    String nextData() throws IOException {
      return nextOf("data:");
    }

    private String nextOf(String field) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(field)) {
          return line.substring(field.length()).strip();
        }
      }
      return "";
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aReplayFoldsAndTellsNobody() {
    String id = ended();
    String path = "/api/v1/deployments/" + id;
    await()
        .atMost(Patience.LONG)
        .untilAsserted(
            () -> assertThat(orchestrator.count("select count(*) from outbox")).isZero());
    long rows = orchestrator.count("select count(*) from event where deployment_id = ?", id);
    int commands = specialists.commands(id).size();

    assertThat(olga.get(path + "/replay?upTo=1").json().path("state").asString())
        .isEqualTo("Requested");
    assertThat(olga.get(path + "/replay").body()).isEqualTo(olga.get(path).body());
    BadInputTest.refused(olga.get(path + "/replay?upTo=0"), 400, "invalid-request");

    assertThat(orchestrator.count("select count(*) from outbox")).isZero();
    assertThat(orchestrator.count("select count(*) from event where deployment_id = ?", id))
        .isEqualTo(rows);
    assertThat(specialists.commands(id)).hasSize(commands);
  }

  @Test
  void theReportCitesAndEscapes() {
    String id = ended();
    String path = "/api/v1/deployments/" + id;
    olga.post(path + "/notes", Map.of("text", "<script>alert(1)</script> | a *b*\n# c"));

    Rest.Answer markdown = olga.get(path + "/report", "Accept", "text/markdown");
    assertThat(markdown.body())
        .contains("the hash chain holds", "[1]", "&lt;script&gt;", "\\| a \\*b\\* \\# c")
        .doesNotContain("<script>");
    Rest.Answer html = olga.get(path + "/report", "Accept", "text/html");
    assertThat(html.header("Content-Type")).startsWith("text/html");
    assertThat(html.body()).contains("&lt;script&gt;", "Steps, planned against actual", "[1]");
    assertThat(html.body()).doesNotContain("<script>");
    JsonNode json = olga.get(path + "/report", "Accept", "application/json").json();
    assertThat(json.path("steps")).hasSize(3);
    assertThat(json.path("chain").path("holds").asBoolean()).isTrue();
  }

  @Test
  void theReportTellsThatARowWasTamperedWith() {
    String id = ended();
    JdbcTemplate jdbc = orchestrator.jdbc();
    jdbc.execute("alter table event disable trigger event_is_insert_only");
    jdbc.update(
        "update event set payload = replace(payload::text, 'a test', 'no test')::json"
            + " where deployment_id = ? and sequence = 1",
        id);
    jdbc.execute("alter table event enable trigger event_is_insert_only");
    assertThat(olga.get("/api/v1/deployments/" + id + "/report", "Accept", "text/markdown").body())
        .contains("does not hold");
  }

  @Test
  void theDatabaseKeepsTheLogAsItIs() {
    String id = ended();
    refused("update event set type = 'x' where deployment_id = '%s'", id);
    refused("delete from event where deployment_id = '%s'", id);
    refused("truncate event", id);
    refused("update deployment set state = 'Migrating' where id = '%s'", id);
    refused("update deployment set ended = false where id = '%s'", id);
    String copy =
        "insert into event select deployment_id, sequence + %s, id || 'x', type, version, at,"
            + " causation, traceparent, payload, hash, hash from event where deployment_id = '%s'"
            + " order by sequence desc limit 1";
    refused(copy.formatted("2", id), id);
    refused(copy.formatted("1", id).replace("hash, hash", "previous, hash"), id);
  }

  private void refused(String sql, String id) {
    assertThatThrownBy(() -> orchestrator.jdbc().execute(sql.formatted(id)))
        .as(sql)
        .isInstanceOf(DataAccessException.class);
  }
}

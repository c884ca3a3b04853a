package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.Http;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.contracts.step.LiveInstance;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.Patience;
import io.changeover.validation.Steps;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HttpCheckTest {
  private SampleApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new SampleApplication();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void comparesTheStatus() throws Exception {
    assertThat(get("/health", null, Map.of())).isInstanceOf(Outcome.Succeeded.class);
    CheckResult missing = Steps.only(get("/nowhere", null, Map.of()));
    assertThat(missing.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(missing.actual()).isEqualTo("status 404: no GET /nowhere");
    Http wanted404 =
        new Http(Steps.APP, null, null, new UrlPath("/nowhere"), null, null, 404, null, null);
    assertThat(handle(wanted404)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void logsInAndComparesValues() throws Exception {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("/shipments/*/name", "\"b/c\"");
    json.put("/shipments/0/weight", "10.5");
    json.put("/shipments/*/id", "8.0");
    json.put("/a~1b", "{\"*\": null}");
    json.put("/a~1b/*", "null");
    Outcome outcome = get("/api/v1/shipments", "admin", json);

    assertThat(outcome.checks()).hasSize(7).allMatch(check -> check.verdict() == Verdict.PASSED);
    assertThat(outcome.checks().getFirst().name()).isEqualTo("login as admin");
  }

  @Test
  void tellsWhatWasThereInstead() throws Exception {
    assertValue("/shipments/*/name", "\"c\"", "\"a\", \"b/c\"");
    assertValue("/shipments/2/name", "\"b/c\"", "nothing there");
    assertValue("/shipments/*/organization_id", "1", "nothing there");
    assertValue("/shipments/0/id", "\"7\"", "7");
    assertValue("/shipments/00/id", "7", "nothing there");
    assertValue(
        "/shipments/*",
        "{\"id\": 8}",
        "{\"id\":7,\"weight\":10.5,\"name\":\"a\"}, {\"id\":8,\"name\":\"b/c\"}");
  }

  private void assertValue(String pointer, String expected, String actual) throws Exception {
    CheckResult check =
        get("/api/v1/shipments", "admin", Map.of(pointer, expected)).checks().getLast();
    assertThat(check.actual()).isEqualTo(actual);
    assertThat(check.verdict()).as(pointer).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aWrongPasswordIsAFailedCheckOfItsOwn() throws Exception {
    Http spec = spec("/api/v1/shipments", "admin", Map.of());
    Outcome outcome =
        new HttpCheck(application.conversations("a-wrong-password"))
            .handle(Steps.command(spec), spec, LoneStepContext.first());

    CheckResult login = Steps.only(outcome);
    assertThat(login.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(login.actual()).isEqualTo("status 401");
    assertThat(outcome.toString()).doesNotContain("a-wrong-password");
    StepFailure unknown =
        catchThrowableOfType(StepFailure.class, () -> get("/health", "nobody", Map.of()));
    assertThat(unknown.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
  }

  @Test
  void noTokenAndNoPasswordIsEverTold() throws Exception {
    Outcome echoed = get("/echo", "admin", Map.of());
    assertThat(echoed.checks().getLast().actual()).contains("you sent Bearer ***");
    Http login =
        new Http(
            Steps.APP,
            null,
            HttpMethod.POST,
            new UrlPath("/api/v1/login"),
            null,
            Json.mapper()
                .readTree(
                    "{\"username\": \"admin\", \"password\": \""
                        + SampleApplication.PASSWORD
                        + "\"}"),
            200,
            Map.of("/token", Json.mapper().readTree("\"x\"")),
            null);
    Outcome seen = handle(login);
    assertThat(seen).isInstanceOf(Outcome.Failed.class);

    for (Outcome outcome : List.of(echoed, seen)) {
      assertThat(outcome.toString())
          .doesNotContain(SampleApplication.TOKEN)
          .doesNotContain(SampleApplication.PASSWORD);
    }
  }

  @Test
  void readsNoMoreThanAMegabyte() throws Exception {
    Outcome outcome = get("/huge", null, Map.of("/id", "1"));

    assertThat(outcome.checks().getFirst().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(outcome.checks().getLast().actual()).contains("more than 1 MB");
    Awaitility.await()
        .during(Duration.ofMillis(300))
        .until(() -> application.sent.get() < 30_000_000);
  }

  @Test
  void followsNoRedirect() throws Exception {
    assertThat(Steps.only(get("/moved", null, Map.of())).actual()).isEqualTo("status 302");
    assertThat(application.requests).containsExactly("GET /moved");
  }

  @Test
  void givesUpOnAnAnswerThatDoesNotCome() throws Exception {
    assertThat(Steps.only(get("/silent", null, Map.of())).actual())
        .isEqualTo("no answer: nothing whole within 2 s");
    application.close();
    assertThat(Steps.only(get("/health", null, Map.of())).actual())
        .isEqualTo("no answer: nobody listens");
    assertThat(handle(spec("/health", null, Map.of()), Severity.MINOR))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void comparesTheAnswerTime() throws Exception {
    application.delay = 200;
    assertThat(slow(Duration.ofMillis(100)).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(slow(Patience.LONG).verdict()).isEqualTo(Verdict.PASSED);
  }

  private CheckResult slow(Duration within) throws Exception {
    Http spec =
        new Http(
            Steps.APP,
            LiveInstance.GREEN,
            null,
            new UrlPath("/slow"),
            null,
            null,
            null,
            null,
            within);
    return handle(spec).checks().getLast();
  }

  @Test
  void aStoppedStepGivesItsRequestUp() throws Exception {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread step =
        Thread.ofVirtual()
            .start(() -> {
              try {
                get("/silent", null, Map.of());
              } catch (Throwable thrown) {
                ended.set(thrown);
              }
            });
    Awaitility.await().atMost(Patience.LONG).until(() -> !application.requests.isEmpty());
    step.interrupt();
    step.join(Patience.LONG);
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  private Outcome get(String path, String as, Map<String, String> json) throws Exception {
    return handle(spec(path, as, json));
  }

  private static Http spec(String path, String as, Map<String, String> json) {
    Map<String, JsonNode> expected = new LinkedHashMap<>();
    json.forEach((pointer, text) -> expected.put(pointer, Json.mapper().readTree(text)));
    return new Http(Steps.APP, null, null, new UrlPath(path), as, null, null, expected, null);
  }

  private Outcome handle(Http spec) throws Exception {
    return handle(spec, Severity.CRITICAL);
  }

  private Outcome handle(Http spec, Severity severity) throws Exception {
    return new HttpCheck(application.conversations())
        .handle(Steps.command(spec, severity, Map.of()), spec, LoneStepContext.first());
  }
}

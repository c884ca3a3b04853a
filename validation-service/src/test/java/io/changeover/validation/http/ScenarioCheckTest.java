package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.contracts.step.Scenario;
import io.changeover.contracts.step.ScenarioRequest;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScenarioCheckTest {
  private static final ScenarioRequest CREATE =
      request(
          "create",
          HttpMethod.POST,
          "/api/v1/shipments",
          "{\"of\": 1}",
          201,
          Map.of("id", "/id", "reference", "/reference"),
          false);
  private static final ScenarioRequest FIND =
      request("find", HttpMethod.GET, "/api/v1/shipments/{reference}", null, 200, Map.of(), false);
  private static final ScenarioRequest DELETE =
      request(
          "delete",
          HttpMethod.DELETE,
          "/api/v1/shipments/{id}",
          "{\"why\": \"test {id}\", \"id\": \"{id}\"}",
          204,
          Map.of(),
          true);
  private static final ScenarioRequest FAILING =
      request("failing", HttpMethod.GET, "/nowhere", null, 200, Map.of(), false);

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
  void usesWhatEarlierAnswersHeld() throws Exception {
    Outcome outcome = run("admin", CREATE, FIND, DELETE);

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(outcome.checks().stream().map(CheckResult::name))
        .containsExactly("login as admin", "create", "find", "delete");
    assertThat(application.requests.subList(1, 4))
        .containsExactly(
            "POST /api/v1/shipments {\"of\":1}",
            "GET /api/v1/shipments/S%201%2F2",
            "DELETE /api/v1/shipments/7 {\"id\":7,\"why\":\"test 7\"}");
  }

  @Test
  void cleansUpAfterAFailureAndSendsNothingElse() throws Exception {
    Outcome outcome = run(null, CREATE, FAILING, FIND, DELETE);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.checks().stream().map(CheckResult::name))
        .containsExactly("create", "failing", "delete");
    assertThat(application.requests).hasSize(3);
  }

  @Test
  void doesNotCleanUpWhatWasNeverMade() throws Exception {
    Outcome outcome = run(null, FAILING, CREATE, DELETE);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(application.requests).containsExactly("GET /nowhere");
  }

  @Test
  void aValueThatIsNotThereToKeepFails() throws Exception {
    ScenarioRequest keeping =
        request("health", HttpMethod.GET, "/health", null, 200, Map.of("id", "/id"), false);
    CheckResult check = run(null, keeping, FIND).checks().getLast();
    assertThat(check.name()).isEqualTo("health: values to keep");
    assertThat(run(null, FIND).checks().getLast().actual()).contains("no earlier request");
  }

  private Outcome run(String as, ScenarioRequest... requests) throws Exception {
    Scenario spec = new Scenario(Steps.APP, null, as, List.of(requests));
    return new ScenarioCheck(application.conversations())
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }

  private static ScenarioRequest request(
      String name,
      HttpMethod method,
      String path,
      String body,
      int status,
      Map<String, String> keep,
      boolean always) {
    return new ScenarioRequest(
        name,
        method,
        path,
        body == null ? null : Json.mapper().readTree(body),
        status,
        null,
        keep,
        always);
  }
}

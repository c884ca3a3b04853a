package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.json.Json;
import io.changeover.contracts.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who starts what, once. */
class StartingTest {
  private static final int SIDE_BY_SIDE = 8;

  private final RunningOrchestrator orchestrator = RunningOrchestrator.shared();
  private final Rest olga = orchestrator.as("olga");
  private final Rest tom = orchestrator.as("tom");

  @Test
  void oneOfManyGetsTheTarget() throws Exception {
    Plan plan = Plans.approved();
    List<Rest.Answer> answers = sideBySide(() -> olga.start(plan));

    List<Rest.Answer> started = answers.stream().filter(one -> one.status() == 201).toList();
    assertThat(started).hasSize(1);
    String id = started.getFirst().json().path("id").asString();
    answers.stream()
        .filter(one -> one.status() != 201)
        .forEach(one -> {
          BadInputTest.refused(one, 409, "target-busy");
          assertThat(one.json().path("deployment").asString()).isEqualTo(id);
        });
    assertThat(olga.post("/api/v1/deployments/" + id + "/abort", Map.of()).status()).isEqualTo(200);
    assertThat(olga.start(plan).status()).isEqualTo(201);
  }

  @Test
  void theSameKeyStartsOnce() throws Exception {
    Plan plan = Plans.approved();
    String key = UUID.randomUUID().toString();
    List<Rest.Answer> answers = sideBySide(() -> olga.start(plan, "Idempotency-Key", key));

    assertThat(answers).allSatisfy(one -> assertThat(one.status()).isEqualTo(201));
    assertThat(answers.stream().map(Rest.Answer::body).distinct()).hasSize(1);
    assertThat(answers.stream().map(one -> one.header("Location")).distinct()).hasSize(1);
    BadInputTest.refused(
        olga.start(Plans.approved(), "Idempotency-Key", key), 422, "idempotency-key-reused");
    BadInputTest.refused(olga.start(plan, "Idempotency-Key", "with space"), 400, "invalid-request");
  }

  @Test
  void aRefusalIsKeptInTheLogAndSaidAgain() {
    Rest.Answer started = olga.start(Plans.approved());
    String id = started.json().path("id").asString();
    String digest = started.json().path("planDigest").asString();
    String path = "/api/v1/deployments/" + id;
    Map<String, String> stale = Map.of("planDigest", "0".repeat(64));
    Map<String, String> right = Map.of("planDigest", digest);

    BadInputTest.refused(tom.post(path + "/approvals", stale), 409, "stale-digest");
    BadInputTest.refused(olga.post(path + "/approvals", right), 403, "own-deployment");
    BadInputTest.refused(
        orchestrator.as("nina").post(path + "/approvals", right), 403, "wrong-role");
    BadInputTest.refused(olga.post(path + "/steps/nothing/retry", Map.of()), 409, "wrong-state");
    String key = UUID.randomUUID().toString();
    Rest.Answer refused = olga.post(path + "/resume", Map.of(), "Idempotency-Key", key);
    BadInputTest.refused(refused, 409, "wrong-state");
    Rest.Answer again = olga.post(path + "/resume", Map.of(), "Idempotency-Key", key);
    BadInputTest.refused(again, 409, "wrong-state");
    assertThat(again.header("Idempotent-Replay")).isEqualTo("true");

    assertThat(
            orchestrator.count(
                "select count(*) from event where deployment_id = ? and type like '%refused%'", id))
        .isEqualTo(5);
    assertThat(tom.post(path + "/approvals", right).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotAgreeIsNamedInTheReport() {
    Rest.Answer started = olga.start(Plans.approved());
    String path = "/api/v1/deployments/" + started.json().path("id").asString();
    Map<String, String> no =
        Map.of(
            "planDigest",
            started.json().path("planDigest").asString(),
            "decision",
            "reject",
            "reason",
            "too late at night");

    assertThat(tom.post(path + "/approvals", no).status()).isEqualTo(200);

    assertThat(olga.get(path + "/report").json().path("summary").asString())
        .contains("did not agree as technical-lead", "too late at night");
  }

  @Test
  void planOfTheCatalogue() {
    Rest.Answer plans = olga.get("/api/v1/plans");
    assertThat(plans.json().get(0).path("checked").path("valid").asBoolean()).isTrue();
    Rest.Answer checked = olga.post("/api/v1/plans/validate", Map.of("plan", "steps: {"));
    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.json().path("findings").get(0).path("line").asInt()).isOne();
    assertThat(Json.canonical(checked.json())).contains("wrong-type");
  }

  private static <T> List<T> sideBySide(Callable<T> call) throws Exception {
    CyclicBarrier together = new CyclicBarrier(SIDE_BY_SIDE);
    try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      List<Future<T>> running = new ArrayList<>();
      for (int number = 0; number < SIDE_BY_SIDE; number++) {
        running.add(
            threads.submit(() -> {
              together.await();
              return call.call();
            }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }
}

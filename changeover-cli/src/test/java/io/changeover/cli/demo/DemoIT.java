package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.cli.ExitCode;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The TraceHub example, judged from outside: by SQL, by pg_dump, by HTTP and by /proc. */
@RequiresTool("alembic")
@RequiresTool("git")
@RequiresTool("nginx")
@RequiresTool("pg_dump")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoIT {
  /**
   * So few that it is quick, and so many that the plan does not find the dump suspiciously small.
   */
  private static final int SHIPMENTS = 10_000;

  /** So many that a search without an index takes noticeably longer. */
  private static final int MANY_SHIPMENTS = 40_000;

  /** A whole demo takes half a minute; on a machine that does other things beside, several. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  @TempDir static Path data;
  private RunningStack stack;

  @BeforeAll
  void start() throws IOException {
    stack = RunningStack.of("tracehub", Files.createDirectories(data.resolve("stack")));
  }

  @AfterAll
  void end() throws IOException {
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  static Stream<Prepared> prepared() throws IOException {
    Path file = RunningStack.PROJECT.example("tracehub").resolve("demo.json");
    JsonNode demo = JsonMapper.builder().build().readTree(Files.readString(file));
    return demo.path("failures").propertyStream().map(Prepared::of);
  }

  /** A failure that demo.json prepares. */
  record Prepared(String step, List<String> sabotages, String expect) {
    int shipments() {
      return sabotages.contains("slow-green") ? MANY_SHIPMENTS : SHIPMENTS;
    }

    static Prepared of(Map.Entry<String, JsonNode> entry) {
      List<String> sabotages =
          entry.getValue().path("sabotage").valueStream().map(JsonNode::asString).toList();
      return new Prepared(entry.getKey(), sabotages, entry.getValue().path("expect").asString());
    }
  }

  @ParameterizedTest
  @MethodSource("prepared")
  void aFailureIsLedBackToWhatWasBefore(Prepared failure) throws Exception {
    stack.prepare(failure.shipments(), List.of());
    String deployment = stack.deploy();
    stack.followToApproval(deployment);
    stack.sabotage(failure.sabotages());
    Fingerprint before = stack.fingerprint("tracehub");

    JsonNode view = stack.followToItsEnd(deployment);

    if (failure.expect().equals("needs a human")) {
      view = decide(deployment, view);
    } else {
      assertThat(stepsOf(view, "failed")).as(why(view)).contains(failure.step());
      int level = Integer.parseInt(failure.expect().substring("level ".length()));
      assertThat(view.path("rollback").path("level").asInt()).as("level").isEqualTo(level);
    }
    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("RolledBack");
    isAsBefore(before, view.path("rollback").path("level").asInt());
  }

  @Test
  void whatIsBrokenBeforeTheRehearsalEndsThereAndChangesNothing() throws Exception {
    stack.prepare(SHIPMENTS, List.of("duplicate-reference"));
    Fingerprint before = stack.fingerprint("tracehub");

    JsonNode view = stack.followToItsEnd(stack.deploy());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Failed");
    assertThat(stepsOf(view, "failed")).containsExactly("rehearse.add-constraints");
    assertThat(stepsOf(view, "succeeded")).contains("rehearse.drop");
    assertThat(stack.fingerprint("tracehub")).isEqualTo(before);
    noScratchDatabaseIsLeft();
  }

  private void noScratchDatabaseIsLeft() throws Exception {
    try (Connection connection = stack.database("tracehub")) {
      assertThat(
              one(
                  connection,
                  "SELECT count(*) FROM pg_database WHERE datname LIKE 'changeover\\_%'"))
          .isEqualTo("0");
    }
  }

  /** The rollback has failed: a person is asked, with options, and restores the backup. */
  private JsonNode decide(String deployment, JsonNode view) throws InterruptedException {
    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("NeedsHuman");
    JsonNode task = view.path("openTasks").path(0);
    assertThat(task.path("kind").asString()).isEqualTo("decision");
    assertThat(task.path("options").valueStream().map(JsonNode::asString))
        .anyMatch(option -> option.contains(" --level 3:"))
        .anyMatch(option -> option.startsWith("retry "))
        .anyMatch(option -> option.contains("rolled-back-by-hand"));
    stack.as("dana").post(deployment + "/rollback", Map.of("level", 3, "reason", "level 1 broke"));
    return stack.follow(deployment, now -> now.path("ended").asBoolean());
  }

  private static String why(JsonNode view) {
    return "it says: " + view.path("failure").path("summary").asString("nothing");
  }

  private static List<String> stepsOf(JsonNode view, String status) {
    return view.path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("steps").valueStream())
        .filter(step -> step.path("status").asString().equals(status))
        .map(step -> step.path("id").asString())
        .toList();
  }

  /**
   * Level 2 keeps the new schema, for which blue was made ready; the others leave nothing of it.
   */
  private void isAsBefore(Fingerprint before, int level) throws Exception {
    try (Connection connection = stack.database("tracehub")) {
      assertThat(before.sameColumnsNow(connection)).isEqualTo(before.data());
    }
    if (level != 2) {
      assertThat(stack.fingerprint("tracehub")).isEqualTo(before);
    }
    JsonNode health =
        JsonMapper.builder()
            .build()
            .readTree(Http.get("http://127.0.0.1:%d/health".formatted(stack.ports.of("front"))));
    assertThat(health.path("color").asString()).isEqualTo("blue");
    assertThat(health.path("status").asString()).isEqualTo("up");
    assertThat(health.path("schema").asString()).isEqualTo(level == 2 ? "006" : "002");
  }

  @Test
  void whatAUserWroteMeanwhileIsKeptByTheWayBack() throws Exception {
    stack.prepare(SHIPMENTS, List.of());
    String deployment = stack.deploy();
    stack.followToApproval(deployment);
    stack.sabotage(List.of("wrong-organization"));
    Fingerprint before = stack.fingerprint("tracehub");

    stack.follow(deployment, now -> now.path("state").asString().equals("Migrating"));
    aUserWrites();
    JsonNode view = stack.followToItsEnd(deployment);

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("RolledBack");
    assertThat(stepsOf(view, "failed")).contains("organizations-endpoint");
    assertThat(view.path("rollback").path("level").asInt()).isEqualTo(1);
    Fingerprint after = stack.fingerprint("tracehub");
    assertThat(after.schema()).isEqualTo(before.schema());
    assertThat(after.dataBut("shipments")).isEqualTo(before.dataBut("shipments"));
    try (Connection connection = stack.database("tracehub")) {
      assertThat(one(connection, "SELECT count(*) FROM shipments WHERE reference = 'MEANWHILE'"))
          .isEqualTo("1");
    }
  }

  /** As blue does for a user while the database is migrated. */
  private void aUserWrites() throws Exception {
    String columns =
        "container_number, product_id, origin_id, exporter_id, importer_id, status, gross_weight_kg, net_weight_kg, created_by";
    try (Connection connection = stack.database("tracehub");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO shipments (reference, %1$s) SELECT 'MEANWHILE', %1$s FROM shipments LIMIT 1"
              .formatted(columns));
    }
  }

  @Test
  void aDeploymentSucceedsAndTheDataSaysSo() throws Exception {
    stack.prepare(SHIPMENTS, List.of());
    Fingerprint before = stack.fingerprint("tracehub");

    JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    assertThat(view.path("receipt").path("levels")).hasSize(2);
    noScratchDatabaseIsLeft();
    try (Connection connection = stack.database("tracehub")) {
      assertThat(before.sameColumnsNow(connection)).isEqualTo(before.data());
      assertThat(one(connection, "SELECT version_num FROM alembic_version")).isEqualTo("006");
      assertThat(one(connection, "SELECT count(*) FROM shipments WHERE organization_id IS NULL"))
          .isEqualTo("0");
      assertThat(one(connection, "SELECT count(*) FROM org_memberships")).isEqualTo("250");
    }
    assertThat(Http.get("http://127.0.0.1:%d/health".formatted(stack.ports.of("front"))))
        .contains("green");
  }

  private static String one(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void theDemoEndsWellAndLeavesNoProcess() throws Exception {
    Path place = Files.createDirectories(data.resolve("whole"));
    Process demo = demo(place);
    assertThat(demo.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
    assertThat(demo.inputReader().readAllAsString()).contains("Succeeded");
    assertThat(demo.exitValue()).isEqualTo(ExitCode.OK);
    assertThat(Processes.of(place)).isEmpty();
  }

  /** While the sample is prepared, and in the middle of the migration. */
  @ParameterizedTest
  @ValueSource(strings = {"blue.py", "upgrade"})
  void interruptedTheDemoLeavesNoProcess(String when) throws Exception {
    // Not named for the moment: the processes that are looked at carry the name of their directory.
    Path place = Files.createTempDirectory(data, "interrupted");
    Process demo = demo(place);
    await(demo, place, when);
    RunningStack.interruptGroupTwice(demo);
    assertThat(demo.exitValue()).isEqualTo(128 + 2);
    assertThat(Processes.of(place)).isEmpty();
  }

  /** Waits for a process of the demo's sample. */
  private static void await(Process demo, Path place, String named) throws Exception {
    while (Processes.of(place.resolve("tracehub")).stream().noneMatch(one -> one.names(named))) {
      assertThat(demo.isAlive()).as("the demo runs").isTrue();
      Thread.sleep(20);
    }
  }

  private static Process demo(Path place) throws IOException {
    return RunningStack.cli(
        List.of("demo", "--rows=" + SHIPMENTS, "--data=" + place),
        ProcessBuilder.Redirect.to(place.resolve("demo.err").toFile()));
  }
}

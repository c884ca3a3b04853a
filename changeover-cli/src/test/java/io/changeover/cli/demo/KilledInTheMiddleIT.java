package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The six services as processes of their own, as {@code up --processes} starts them. One of them is
 * killed while revision 005 moves the data of the TraceHub sample, and started again.
 */
@RequiresTool("alembic")
@RequiresTool("git")
@RequiresTool("nginx")
@RequiresTool("pg_dump")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledInTheMiddleIT {
  /** So many that revision 005 takes seconds. */
  private static final int SHIPMENTS = 60_000;

  /** Six virtual machines that start side by side take over a minute on two cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final List<String> SERVICES =
      List.of("orchestrator", "backup", "migration", "rollout", "validation", "notification");

  @TempDir static Path data;
  private RunningStack stack;
  private final List<Process> startedAgain = new ArrayList<>();

  @BeforeAll
  void start() throws Exception {
    Ports ports = PortsInARow.free(List.of("front", "blue", "green"), SERVICES.size());
    stack = new RunningStack("tracehub", data, ports, "--processes");
    for (String service : SERVICES) {
      awaitUp(service);
    }
  }

  @AfterAll
  void end() throws Exception {
    for (Process process : startedAgain) {
      process.destroy();
      process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    }
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  private void awaitUp(String service) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isUp(service)) {
      assertThat(System.nanoTime()).as("%s is up in time", service).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private boolean isUp(String service) throws InterruptedException {
    try {
      return Http.get(actuator(service) + "health").contains("\"UP\"");
    } catch (IOException notYet) {
      return false;
    }
  }

  private String actuator(String service) {
    int port = stack.ports.orchestrator() + SERVICES.indexOf(service);
    return "http://127.0.0.1:%d/actuator/".formatted(port);
  }

  @Test
  void everyServiceTellsOfItsHealthAndFigures() throws Exception {
    for (String service : SERVICES) {
      assertThat(Http.get(actuator(service) + "health")).contains("\"UP\"");
      assertThat(Http.get(actuator(service) + "prometheus"))
          .contains("jvm_memory_used_bytes", "changeover_");
    }
  }

  @Test
  void theMigrationServiceAndItsChildAreKilled() throws Exception {
    String deployment = inTheMiddleOfMovingData();
    List<String> command = kill("migration");
    for (Processes alembic : tools()) {
      alembic.kill();
    }
    assertThat(one("SELECT version_num FROM alembic_version")).isEqualTo("004");
    startAgain("migration", command);
    endsWithEachRowMovedOnce(deployment);
  }

  @Test
  void theOrchestratorIsKilled() throws Exception {
    String deployment = inTheMiddleOfMovingData();
    startAgain("orchestrator", kill("orchestrator"));
    endsWithEachRowMovedOnce(deployment);
  }

  private String inTheMiddleOfMovingData() throws Exception {
    stack.prepare(SHIPMENTS, List.of());
    String deployment = stack.deployUnhurried();
    JsonNode view = stack.follow(deployment, KilledInTheMiddleIT::hasMovedSome);
    JsonNode progress = moveData(view).path("progress");
    assertThat(progress.path("done").asLong()).isLessThan(progress.path("total").asLong());
    return deployment;
  }

  private static boolean hasMovedSome(JsonNode view) {
    return moveData(view).path("progress").path("done").asLong() > 0
        || view.path("ended").asBoolean();
  }

  private static JsonNode moveData(JsonNode view) {
    return view.path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("steps").valueStream())
        .filter(step -> step.path("id").asString().equals("move-data"))
        .findFirst()
        .orElseThrow();
  }

  private List<Processes> tools() throws IOException {
    return Processes.of(data.resolve("tracehub")).stream()
        .filter(process -> process.names("alembic"))
        .toList();
  }

  /** Kills a service's JVM. Returns its command line. */
  private List<String> kill(String service) throws Exception {
    String program = service + "-service-";
    Processes found =
        Processes.of(data).stream()
            .filter(process -> process.names(program) && process.names("-exec.jar"))
            .findFirst()
            .orElseThrow();
    found.kill();
    while (isUp(service)) {
      Thread.sleep(20);
    }
    return found.arguments();
  }

  private void startAgain(String service, List<String> command) throws Exception {
    Path log = data.resolve("logs").resolve(service + "-again.log");
    startedAgain.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
    awaitUp(service);
  }

  private void endsWithEachRowMovedOnce(String deployment) throws Exception {
    JsonNode view = stack.followToItsEnd(deployment);
    assertThat(view.path("state").asString())
        .as("it says: %s", view.path("failure"))
        .isEqualTo("Succeeded");
    assertThat(one("SELECT version_num FROM alembic_version")).isEqualTo("006");
    assertThat(one("SELECT count(*) FROM organizations")).isEqualTo("1");
    assertThat(one("SELECT count(*) FROM org_memberships")).isEqualTo("250");
    assertThat(one("SELECT count(*) FROM shipments WHERE organization_id IS NULL")).isEqualTo("0");
    assertThat(one("SELECT count(*) FROM shipments")).isEqualTo(Integer.toString(SHIPMENTS));
    assertThat(successesOf("move-data", deployment)).isEqualTo(1);
    assertThat(tools()).isEmpty();
  }

  private long successesOf(String step, String deployment) {
    JsonNode events = stack.as("dana").get(deployment + "/events?limit=10000").path("events");
    return events
        .valueStream()
        .filter(event -> event.path("type").asString().equals("changeover.step.succeeded"))
        .filter(event -> event.path("data").path("step").asString().equals(step))
        .count();
  }

  private String one(String sql) throws Exception {
    try (Connection connection = stack.database("tracehub");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

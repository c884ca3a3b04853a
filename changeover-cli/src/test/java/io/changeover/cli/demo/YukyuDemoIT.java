package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Yukyu moves to PostgreSQL, and back to its file after each failure; judged from outside. */
@RequiresTool("alembic")
@RequiresTool("pg_dump")
@RequiresTool("sqlite3")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YukyuDemoIT {
  private static final int ROWS = 4_000;

  /** The sqlite3 shell's command for a checksum of all rows and of the schema. */
  private static final String CONTENT = ".sha3sum --schema";

  private static final String ASKED_FOR =
      "SELECT count(*) FROM leave_requests WHERE reason = 'asked for after the switch'";

  @TempDir static Path data;
  private RunningStack stack;

  @BeforeAll
  void start() throws IOException {
    stack = RunningStack.of("yukyu", Files.createDirectories(data.resolve("stack")));
  }

  @AfterAll
  void end() throws IOException {
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  /** A failure that demo.json prepares. */
  record Prepared(String step, List<String> sabotages, String expect) {
    static Prepared of(Map.Entry<String, JsonNode> entry) {
      List<String> sabotages =
          entry.getValue().path("sabotage").valueStream().map(JsonNode::asString).toList();
      return new Prepared(entry.getKey(), sabotages, entry.getValue().path("expect").asString());
    }
  }

  static Stream<Prepared> prepared() throws IOException {
    Path file = RunningStack.PROJECT.example("yukyu").resolve("demo.json");
    JsonNode demo = JsonMapper.builder().build().readTree(Files.readString(file));
    return demo.path("failures").propertyStream().map(Prepared::of);
  }

  @ParameterizedTest
  @MethodSource("prepared")
  void aFailureIsLedBackToTheFile(Prepared failure) throws Exception {
    stack.prepare(ROWS, failure.sabotages());
    String sqlite = sqlite();
    Fingerprint postgres = stack.fingerprint("yukyu");
    String configuration = configuration();

    JsonNode view = stack.followToItsEnd(stack.deploy());

    assertThat(failed(view)).as(why(view)).contains(failure.step());
    if (failure.expect().equals("nothing changed")) {
      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Failed");
    } else {
      int level = Integer.parseInt(failure.expect().substring("level ".length()));
      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("RolledBack");
      assertThat(view.path("rollback").path("level").asInt()).isEqualTo(level);
      if (level == 3) {
        assertThat(sqlite(replaced(), CONTENT)).as("what was restored over").isNotEqualTo(sqlite);
      }
    }
    assertThat(sqlite()).isEqualTo(sqlite);
    assertThat(configuration()).isEqualTo(configuration).contains("DATABASE_TYPE=sqlite");
    assertThat(stack.fingerprint("yukyu")).isEqualTo(postgres);
    assertThat(health()).contains("\"sqlite\"").contains("\"healthy\"");
  }

  @Test
  void aDeploymentSucceedsAndTheDataSaysSo() throws Exception {
    stack.prepare(ROWS, List.of());
    String sqlite = sqlite();

    JsonNode view = stack.followToItsEnd(stack.deploy());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    assertThat(sqlite()).isEqualTo(sqlite);
    assertThat(health()).contains("\"postgresql\"").contains("\"employees\": 800");
    assertThat(postgres("SELECT count(*) FROM employees")).isEqualTo("800");
    assertThat(postgres("SELECT count(*) FROM genzai WHERE \"left\" IS NULL")).isNotEqualTo("0");
    assertThat(postgres("SELECT name FROM genzai WHERE id = 1"))
        .isEqualTo(sqlite(file(), "SELECT name FROM genzai WHERE id = 1"));
    assertThat(postgres("SELECT nextval('employees_id_seq')")).isEqualTo("801");
  }

  /** What somebody wrote after the switch is thrown away by a person, never by itself. */
  @Test
  void aPersonDecidesAboutRowsWrittenAfterTheSwitch() throws Exception {
    stack.prepare(ROWS, List.of("leave-asked-for", "slow-on-postgres"));
    String sqlite = sqlite();
    Fingerprint postgres = stack.fingerprint("yukyu");
    String deployment = stack.deploy();

    JsonNode view = stack.followToItsEnd(deployment);

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("NeedsHuman");
    assertThat(view.path("openTasks").path(0).path("options").valueStream().map(JsonNode::asString))
        .anyMatch(option -> option.contains("--level 1: ") && option.contains("loses 1 "))
        .anyMatch(option -> option.contains("--level 3: ") && option.contains("loses 1 "));
    assertThat(postgres(ASKED_FOR)).isEqualTo("1");
    assertThat(health()).contains("\"postgresql\"").contains("\"healthy\"");

    stack.as("dana").post(deployment + "/rollback", Map.of("level", 1, "reason", "noted down"));
    JsonNode ended = stack.follow(deployment, now -> now.path("ended").asBoolean());

    assertThat(ended.path("state").asString()).as(why(ended)).isEqualTo("RolledBack");
    assertThat(sqlite()).isEqualTo(sqlite);
    assertThat(stack.fingerprint("yukyu")).isEqualTo(postgres);
    assertThat(health()).contains("\"sqlite\"").contains("\"healthy\"");
  }

  private static String why(JsonNode view) {
    return "it says: " + view.path("failure").path("summary").asString("nothing");
  }

  private static List<String> failed(JsonNode view) {
    return view.path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("steps").valueStream())
        .filter(step -> step.path("status").asString().equals("failed"))
        .map(step -> step.path("id").asString())
        .toList();
  }

  private Path directory() {
    return data.resolve("stack").resolve("yukyu");
  }

  private Path file() {
    return directory().resolve("data/yukyu.db");
  }

  /** The file that a restore has put aside. */
  private Path replaced() throws IOException {
    try (Stream<Path> files = Files.list(file().getParent())) {
      return files.filter(each -> each.toString().contains(".replaced-")).findFirst().orElseThrow();
    }
  }

  private String sqlite() throws Exception {
    return sqlite(file(), CONTENT);
  }

  private static String sqlite(Path file, String command) throws Exception {
    Process shell =
        new ProcessBuilder("sqlite3", "-readonly", file.toString(), command)
            .redirectErrorStream(true)
            .start();
    byte[] said = shell.getInputStream().readAllBytes();
    assertThat(shell.waitFor()).isZero();
    String text = new String(said, java.nio.charset.StandardCharsets.UTF_8).strip();
    return text;
  }

  private String configuration() throws IOException {
    return Files.readString(directory().resolve("checkout/.env"));
  }

  private String health() throws Exception {
    return Http.get("http://127.0.0.1:%d/health".formatted(stack.ports.of("app")));
  }

  private String postgres(String sql) throws Exception {
    try (Connection connection = stack.database("yukyu");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}

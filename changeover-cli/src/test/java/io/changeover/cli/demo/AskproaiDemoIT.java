package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The AskProAI example, judged from outside: by mariadb-dump, by HTTP and by /proc. */
@RequiresTool("mariadbd")
@RequiresTool("mariadb-dump")
@RequiresTool("php")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskproaiDemoIT {
  private static final int APPOINTMENTS = 3_000;

  @TempDir static Path data;
  private RunningStack stack;

  @BeforeAll
  void start() throws IOException {
    stack = RunningStack.of("askproai", Files.createDirectories(data.resolve("stack")));
  }

  @AfterAll
  void end() throws IOException {
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  /** A failure that demo.json prepares. */
  record Prepared(String step, List<String> sabotages, int level) {
    static Prepared of(Map.Entry<String, JsonNode> entry) {
      String expect = entry.getValue().path("expect").asString();
      return new Prepared(
          entry.getKey(),
          entry.getValue().path("sabotage").valueStream().map(JsonNode::asString).toList(),
          Integer.parseInt(expect.substring("level ".length())));
    }
  }

  static Stream<Prepared> prepared() throws IOException {
    Path file = RunningStack.PROJECT.example("askproai").resolve("demo.json");
    JsonNode demo = JsonMapper.builder().build().readTree(Files.readString(file));
    return demo.path("failures").propertyStream().map(Prepared::of);
  }

  @ParameterizedTest
  @MethodSource("prepared")
  void aFailureIsLedBackToWhatWasBefore(Prepared failure) throws Exception {
    stack.prepare(APPOINTMENTS, failure.sabotages());
    List<String> before = dump();

    JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("RolledBack");
    assertThat(stepsOf(view, "failed")).as(why(view)).contains(failure.step());
    assertThat(view.path("rollback").path("level").asInt()).isEqualTo(failure.level());
    assertThat(dump()).isEqualTo(before);
    assertThat(health()).contains("\"up\"");
    assertThat(scratchDatabases()).isEmpty();
  }

  @Test
  void aDeploymentSucceedsAndKeepsAllThatWasThere() throws Exception {
    stack.prepare(APPOINTMENTS, List.of());
    List<String> before = dump();

    JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    List<String> after = dump();
    assertThat(after).containsAll(before);
    assertThat(after.stream().filter(line -> line.startsWith("CREATE TABLE")))
        .hasSize(4 + 6)
        .anyMatch(line -> line.contains("`callback_escalations`"));
    assertThat(health()).contains("\"up\"");
    assertThat(scratchDatabases()).isEmpty();
  }

  private String health() throws Exception {
    return Http.get("http://127.0.0.1:%d/health".formatted(stack.ports.of("front")));
  }

  /**
   * Schema and rows, without what a row that was deleted again leaves behind, and without what
   * tells a last row from the others.
   */
  private List<String> dump() throws Exception {
    List<String> lines =
        asRoot("mariadb-dump", "--skip-comments", "--order-by-primary", "askproai_db");
    return lines.stream()
        .map(line -> line.replaceFirst(" AUTO_INCREMENT=\\d+", "").replaceFirst("[,;]$", ""))
        .toList();
  }

  private List<String> scratchDatabases() throws Exception {
    return asRoot("mariadb", "--batch", "--skip-column-names", "--execute=show databases").stream()
        .filter(name -> name.startsWith("changeover_"))
        .toList();
  }

  private List<String> asRoot(String program, String... arguments) throws Exception {
    Path socket = data.resolve("stack/askproai/mariadb/socket");
    List<String> command =
        new ArrayList<>(List.of(program, "--no-defaults", "--socket=" + socket, "--user=root"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    List<String> lines = process.inputReader().readAllLines();
    assertThat(process.waitFor()).as(process.errorReader().readAllAsString()).isZero();
    return lines;
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
}

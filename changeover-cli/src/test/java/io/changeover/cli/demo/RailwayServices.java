package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The four Railway services while a deployment of them is judged from outside: by SQL, pg_dump,
 * HTTP and the files that were uploaded.
 */
final class RailwayServices implements AutoCloseable {
  private static final String DATABASE = "railway";
  private static final int TICKETS = 5_000;
  private static final Map<String, String> PREFIXES =
      Map.of(
          "auth", "0002_logins",
          "tickets", "0002_priority",
          "workflows", "0002_duration",
          "notifications", "0002_channel");

  /** A user's file, of before the deployment. */
  private static final String KEPT = "kept.txt";

  private static final String WHAT_IS_KEPT = "uploaded before".repeat(1_000);

  final RunningStack stack;
  private final Path sample;

  RailwayServices(String example, Path data) throws IOException {
    stack = RunningStack.of(example, Files.createDirectories(data.resolve("stack")));
    sample = data.resolve("stack").resolve(example);
  }

  /** The failures that an example's demo.json prepares: step, sabotages, what is expected. */
  static Stream<Failure> failures(String example) throws IOException {
    Path file = RunningStack.PROJECT.example(example).resolve("demo.json");
    return JsonMapper.builder()
        .build()
        .readTree(Files.readString(file))
        .path("failures")
        .propertyStream()
        .map(entry ->
            new Failure(
                entry.getKey(),
                entry.getValue().path("sabotage").valueStream().map(JsonNode::asString).toList(),
                entry.getValue().path("expect").asString()));
  }

  /** A failure of demo.json. */
  record Failure(String step, List<String> sabotages, String expect) {
    int level() {
      return expect.equals("unchanged") ? 0 : Integer.parseInt(expect.substring("level ".length()));
    }
  }

  void prepare(List<String> sabotages) throws IOException {
    stack.prepare(TICKETS, sabotages);
    Files.writeString(sample.resolve("uploads").resolve(KEPT), WHAT_IS_KEPT);
  }

  /** Deploys what was broken, and finds everything as it was. */
  void isLedBack(Failure failure) throws Exception {
    prepare(failure.sabotages());
    Fingerprint before = stack.fingerprint(DATABASE);
    JsonNode view =
        stack.followToItsEnd(
            failure.sabotages().contains("slow-tickets")
                ? stack.deploy()
                : stack.deployUnhurried());

    assertThat(failed(view)).as(why(view)).contains(failure.step());
    assertThat(view.path("state").asString())
        .as(why(view))
        .isEqualTo(failure.level() == 0 ? "Failed" : "RolledBack");
    assertThat(view.path("rollback").path("level").asInt(0)).isEqualTo(failure.level());
    try (Connection connection = stack.database(DATABASE)) {
      assertThat(before.sameColumnsNow(connection)).isEqualTo(before.data());
    }
    if (failure.level() != 2) {
      assertThat(stack.fingerprint(DATABASE)).isEqualTo(before);
    }
    assertThat(versions()).containsOnlyKeys(PREFIXES.keySet()).containsValue("1.2.2");
    assertThat(versions().values()).containsOnly("1.2.2");
    assertThat(uploads()).containsExactly(Map.entry(KEPT, WHAT_IS_KEPT));
  }

  /** Deploys, and finds the new version everywhere and the data as it was. */
  JsonNode isDeployed() throws Exception {
    prepare(List.of());
    Fingerprint before = stack.fingerprint(DATABASE);
    JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    try (Connection connection = stack.database(DATABASE)) {
      assertThat(before.sameColumnsNow(connection)).isEqualTo(before.data());
    }
    assertThat(versions().values()).containsOnly("1.2.3");
    for (Map.Entry<String, String> service : PREFIXES.entrySet()) {
      assertThat(health(service.getKey()).path("schema").asString()).isEqualTo(service.getValue());
    }
    assertThat(uploads()).containsExactly(Map.entry(KEPT, WHAT_IS_KEPT));
    return view;
  }

  private Map<String, String> versions() throws Exception {
    Map<String, String> versions = new TreeMap<>();
    for (String prefix : PREFIXES.keySet()) {
      versions.put(prefix, health(prefix).path("version").asString());
    }
    return versions;
  }

  private JsonNode health(String prefix) throws Exception {
    String url = "http://127.0.0.1:%d/%s/api/health/".formatted(stack.ports.of("front"), prefix);
    return JsonMapper.builder().build().readTree(Http.get(url));
  }

  /** What users have uploaded: contents by name. */
  private Map<String, String> uploads() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(sample.resolve("uploads"))) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return found;
  }

  private static List<String> failed(JsonNode view) {
    return view.path("phases")
        .valueStream()
        .flatMap(phase -> phase.path("steps").valueStream())
        .filter(step -> step.path("status").asString().equals("failed"))
        .map(step -> step.path("id").asString())
        .toList();
  }

  private static String why(JsonNode view) {
    return "it says: " + view.path("failure").path("summary").asString("nothing");
  }

  @Override
  public void close() throws IOException {
    stack.close();
  }
}

package io.changeover.cli.demo;

import io.changeover.cli.Connection;
import io.changeover.cli.client.Server;
import io.changeover.cli.stack.Project;
import io.changeover.testsupport.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code changeover up} as a child process, with an example's sample as its target. */
final class RunningStack implements AutoCloseable {
  static final Project PROJECT = new Project(Path.of("..").toAbsolutePath().normalize());
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final DemoFile file;
  final Ports ports;
  final Places places;
  private final Path data;
  private final Sample sample;
  private final Process process;
  private final JsonNode ready;

  /** On ports that are free now. */
  static RunningStack of(String example, Path data) throws IOException {
    return new RunningStack(
        example, data, Ports.free(DemoFile.read(PROJECT.example(example)).ports()));
  }

  RunningStack(String example, Path data, Ports ports, String... options) throws IOException {
    this.file = DemoFile.read(PROJECT.example(example));
    this.data = data;
    this.ports = ports;
    this.sample = new Sample(PROJECT.example(example), data.resolve(example), line -> {});
    this.places = new Places(sample.example(), sample.directory(), ports);
    List<String> command = new ArrayList<>(List.of("up", "--json", "--data=" + data));
    command.add("--targets=" + places.writeTargets(file.targets(), data.resolve("targets.yml")));
    command.add("--plans=" + sample.example());
    command.add("--port=" + ports.orchestrator());
    command.add("--postgres-port=" + ports.postgres());
    command.addAll(List.of(options));
    this.process = cli(command, ProcessBuilder.Redirect.to(data.resolve("up.err").toFile()));
    this.ready = readReady();
  }

  /** The command line client as a shell runs it: in a group of its own that Ctrl-C can reach. */
  static Process cli(List<String> arguments, ProcessBuilder.Redirect errors) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path jar = PROJECT.directory().resolve("changeover-cli/target/changeover-cli.jar");
    List<String> command =
        new ArrayList<>(List.of("setsid", "env", "--default-signal=INT", java.toString()));
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    builder.environment().put("CHANGEOVER_PROJECT", PROJECT.directory().toString());
    return builder.start();
  }

  private JsonNode readReady() throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line);
      if (line.equals("}")) {
        return JSON.readTree(said.toString());
      }
    }
    close();
    throw new IllegalStateException(Files.readString(data.resolve("up.err")));
  }

  /** Lays the sample anew, and breaks it. */
  void prepare(int rows, List<String> sabotages) {
    sample.prepare(
        Map.of("DATABASE_ADMIN_URL", admin(), "PGPASSFILE", passFile()), places.preparing(rows));
    if (!sabotages.isEmpty()) {
      sample.sabotage(sabotages);
    }
  }

  /** Breaks the sample while a deployment is under way. */
  void sabotage(List<String> sabotages) {
    sample.sabotage(sabotages);
  }

  /** Deploys the sample, broken in some way, until people are asked to agree. Returns the path. */
  String deployBroken(int rows, Breaking breaking) throws InterruptedException {
    prepare(rows, breaking.before());
    String deployment = deployUnhurried();
    if (!breaking.atApproval().isEmpty()) {
      followToApproval(deployment);
      sabotage(breaking.atApproval());
    }
    return deployment;
  }

  /** Follows a deployment until people are asked to agree, after whatever was rehearsed. */
  void followToApproval(String path) throws InterruptedException {
    JsonNode view =
        follow(
            path,
            now ->
                now.path("ended").asBoolean()
                    || now.path("state").asString().equals("AwaitingApproval"));
    if (view.path("ended").asBoolean()) {
      throw new AssertionError("it has ended: " + view.path("failure").path("summary"));
    }
  }

  /** What people were told. */
  Messages messages() {
    return new Messages(ready.path("slack").asString(), ready.path("mail").asString());
  }

  private String admin() {
    return ready.path("postgres").asString();
  }

  private String passFile() {
    return ready.path("postgresPassFile").asString();
  }

  Server as(String person) {
    return new Server(
        "http://127.0.0.1:" + ports.orchestrator(),
        Connection.read(data.resolve("tokens").resolve(person)));
  }

  /** Starts a deployment of the example's plan as the demo does. Returns its path. */
  String deploy() {
    return deploy(Map.of());
  }

  /**
   * The same where slow answers are no matter, as on a machine that has other things to do as well.
   */
  String deployUnhurried() {
    return deployUnhurried(file);
  }

  /** The same with what is said of the demo otherwise. */
  String deployUnhurried(DemoFile file) {
    return deploy(file, Map.of("response-slack", "PT5S"));
  }

  /** The same with some parameters different. */
  String deploy(Map<String, String> differently) {
    return deploy(file, differently);
  }

  /** The same with what is said of the demo otherwise, such as another plan. */
  String deploy(DemoFile file, Map<String, String> differently) {
    Map<String, String> parameters = new HashMap<>(places.fill(file.parameters()));
    parameters.putAll(differently);
    JsonNode started =
        as("dana")
            .post(
                "deployments",
                Map.of(
                    "plan",
                    file.plan(),
                    "environment",
                    file.environment(),
                    "parameters",
                    parameters,
                    "reason",
                    "to see it"));
    return "deployments/" + started.path("id").asString();
  }

  /** Follows a deployment, answers for people, and returns what it shows once that is enough. */
  JsonNode follow(String path, Predicate<JsonNode> enough) throws InterruptedException {
    Autopilot people = new Autopilot(as("theo"), as("demo-autopilot"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode view = as("dana").get(path);
    while (!enough.test(view)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still %s: %s".formatted(view.path("state"), view.path("next")));
      }
      people.accept(view);
      Thread.sleep(50);
      view = as("dana").get(path);
    }
    return view;
  }

  JsonNode followToItsEnd(String path) throws InterruptedException {
    return follow(
        path,
        view ->
            view.path("ended").asBoolean() || view.path("state").asString().equals("NeedsHuman"));
  }

  /** A database of the stack's PostgreSQL, as its administrator. */
  java.sql.Connection database(String name) throws SQLException, IOException {
    String[] pass = Files.readAllLines(Path.of(passFile())).getFirst().split(":", -1);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), name), pass[3], pass[4]);
  }

  Fingerprint fingerprint(String name) throws Exception {
    String url = admin().substring(0, admin().lastIndexOf('/')) + "/" + name;
    try (java.sql.Connection connection = database(name)) {
      return Fingerprint.take(connection, url, passFile());
    }
  }

  long pid() {
    return process.pid();
  }

  /** As Ctrl-C does. */
  @Override
  public void close() throws IOException {
    sample.stop();
    interrupt(process);
  }

  /** As Ctrl-C does. */
  static void interrupt(Process process) throws IOException {
    interrupt(process, Long.toString(process.pid()));
  }

  /** As an impatient person does it in a terminal, which tells all of the group each time. */
  static void interruptGroupTwice(Process process) throws Exception {
    String group = "-" + process.pid();
    new ProcessBuilder("kill", "-INT", "--", group).start().waitFor();
    Thread.sleep(500);
    interrupt(process, group);
  }

  /** A program that does not end on it is killed and told of. */
  private static void interrupt(Process process, String whom) throws IOException {
    try {
      new ProcessBuilder("kill", "-INT", "--", whom).start().waitFor();
      if (!process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("it did not end on SIGINT");
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

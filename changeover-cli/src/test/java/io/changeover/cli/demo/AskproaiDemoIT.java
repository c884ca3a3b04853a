package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.changeover.cli.ExitCode;
import io.changeover.cli.client.Server;
import io.changeover.testsupport.Patience;
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

/** The AskProAI example, judged from outside: by mariadb-dump, by HTTP and by /proc. */
@RequiresTool("mariadbd")
@RequiresTool("mariadb-dump")
@RequiresTool("php")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskproaiDemoIT {
  private static final String EXAMPLE = "askproai";
  private static final String CHANNEL = "askproai-deployment";
  private static final int APPOINTMENTS = 3_000;
  private static final Path NO_BACKUP =
      RunningStack.PROJECT.example(EXAMPLE).resolve("plan-no-backup.yaml");

  @TempDir static Path data;
  private RunningStack stack;

  @BeforeAll
  void start() throws IOException {
    stack = RunningStack.of(EXAMPLE, Files.createDirectories(data.resolve("stack")));
  }

  @AfterAll
  void end() throws IOException {
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  static Stream<PreparedFailure> ledBack() throws IOException {
    return PreparedFailure.of(EXAMPLE).filter(PreparedFailure::isLedBack);
  }

  @ParameterizedTest
  @MethodSource("ledBack")
  void aFailureIsLedBackToWhatWasBefore(PreparedFailure failure) throws Exception {
    String deployment = stack.deployBroken(APPOINTMENTS, failure.breaking());
    List<String> before = dump();
    int mails = stack.messages().mails();

    JsonNode view = stack.followToItsEnd(deployment);

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("RolledBack");
    assertThat(stepsOf(view, "failed")).as(why(view)).contains(failure.step());
    assertThat("level " + view.path("rollback").path("level").asInt()).isEqualTo(failure.expect());
    assertThat(dump()).isEqualTo(before);
    assertThat(health()).contains("\"up\"");
    assertThat(scratchDatabases()).isEmpty();
    theTeamIsToldOfTheRollback(failure, view, mails);
  }

  /** The checklist's third message: why, what was done, whether it is sound, what next. */
  private void theTeamIsToldOfTheRollback(PreparedFailure failure, JsonNode view, int mails)
      throws Exception {
    List<String> facts =
        List.of(
            "Reason: " + view.path("failure").path("summary").asString().replaceAll("\\s+", " "),
            "Level: " + failure.expect(),
            failure.expect().equals("level 3")
                ? "Database askproai_db restored from the backup"
                : "Migrations rolled back: 2025_10_01_060400",
            "Led back: Maintenance mode",
            "Verified afterwards:",
            "content of the tables: equal",
            "/status: \"up\"",
            "dana mends it and starts again",
            "Contact: the database administrator on call");
    toldInBothWays("Rolled back, everything is as before", mails, facts);
  }

  private void toldInBothWays(String headline, int mails, List<String> facts) throws Exception {
    Messages messages = stack.messages();
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() ->
            assertThat(messages.mailsAfter(mails))
                .filteredOn(mail -> mail.contains(headline))
                .singleElement(as(STRING))
                .contains(facts));
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() -> {
          String channel = messages.inSlack(CHANNEL);
          assertThat(channel).contains(headline);
          assertThat(channel.substring(channel.lastIndexOf(headline))).contains(facts);
        });
  }

  /** No receipt, no production. */
  @Test
  void whatTheRehearsalFindsNeverReachesProduction() throws Exception {
    PreparedFailure failure = prepared("nothing changed");
    try (Availability users = usersOf(failure.breaking())) {
      List<String> before = dump();

      JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Failed");
      assertThat(stepsOf(view, "failed")).containsExactly(failure.step());
      assertThat(view.has("receipt")).isFalse();
      assertThat(statusOf(view, "maintenance-on")).isEqualTo("pending");
      assertThat(statusOf(view, "create-tables")).isEqualTo("pending");
      assertThat(dump()).isEqualTo(before);
      assertThat(users.answers()).containsOnlyKeys(200);
      assertThat(scratchDatabases()).isEmpty();
    }
  }

  /** A minor finding is told, and the watch goes on to its end. */
  @Test
  void aMinorFindingIsWatchedOn() throws Exception {
    PreparedFailure failure = prepared("watched on");
    stack.prepare(APPOINTMENTS, failure.breaking().before());
    List<String> before = dump();

    JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    assertThat(warnings(view)).contains(failure.step());
    assertThat(dump()).containsAll(before);
    assertThat(tables()).hasSize(4 + 6);
    assertThat(health()).contains("\"up\"");
  }

  /** Option A. */
  @Test
  void aDeploymentSucceedsAndKeepsAllThatWasThere() throws Exception {
    try (Availability users = usersOf(Breaking.NOTHING)) {
      List<String> before = dump();
      int mails = stack.messages().mails();

      JsonNode view = stack.followToItsEnd(stack.deployUnhurried());

      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
      hasTheSixTablesAnd(before);
      assertThat(users.answers()).as("maintenance mode was seen").containsKey(503);
      toldInBothWays("STARTING", mails, List.of("Started: ", "by dana", "Contact: the database"));
      toldInBothWays(
          "COMPLETED",
          mails,
          List.of(
              "Migration time: ", "Backup: /", "restored and compared: ", "6/6 CASCADE", "PT6S"));
    }
  }

  /** Option B: nobody is shut out. */
  @Test
  void withoutMaintenanceModeUsersAreServedAllTheTime() throws Exception {
    try (Availability users = usersOf(Breaking.NOTHING)) {
      List<String> before = dump();

      JsonNode view = stack.followToItsEnd(stack.deployUnhurried(stack.file.with("option-b")));

      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
      hasTheSixTablesAnd(before);
      assertThat(statusOf(view, "pre-migration")).isEqualTo("succeeded");
      assertThat(users.answers()).containsOnlyKeys(200);
    }
  }

  /** Option C without its waiver: refused, with the place and what to do. */
  @Test
  void withoutABackupAPlanIsRefusedUnlessItSaysSo() throws Exception {
    String plan = Files.readString(NO_BACKUP);
    Path silent = Files.writeString(data.resolve("plan-silent.yaml"), withoutWaiver(plan));
    int line = lineOf(Files.readString(silent), "    laravel:");
    Process validate =
        RunningStack.cli(
            List.of(
                "plan",
                "validate",
                silent.toString(),
                "--server=http://127.0.0.1:" + stack.ports.orchestrator(),
                "--data=" + data.resolve("stack")),
            ProcessBuilder.Redirect.to(data.resolve("validate.err").toFile()));

    assertThat(validate.inputReader().readAllAsString())
        .contains("%s:%d:5: Nothing goes back to where 'db' was".formatted(silent, line))
        .contains("[no-backup]")
        .contains("hint: Add to backup:");
    assertThat(validate.waitFor()).isEqualTo(ExitCode.PLAN_INVALID);
    assertThat(stack.file.with("option-c").plan()).isEqualTo(plan);
  }

  private static String withoutWaiver(String plan) {
    String silent = plan.replaceAll("waive:\n  backup: .*\n", "");
    assertThat(silent).isNotEqualTo(plan);
    return silent;
  }

  private static int lineOf(String text, String line) {
    return text.lines().toList().indexOf(line) + 1;
  }

  /** Option C with its waiver: it waits until somebody accepts that by name. */
  @Test
  void withoutABackupItWaitsUntilSomebodyAcceptsThat() throws Exception {
    stack.prepare(APPOINTMENTS, List.of());
    List<String> before = dump();
    String deployment = stack.deployUnhurried(stack.file.with("option-c"));
    stack.followToApproval(deployment);

    assertThatThrownBy(() -> agree(deployment)).hasMessageContaining("waiver-not-accepted");
    assertThatThrownBy(() -> agree(deployment, "maintenance"))
        .hasMessageContaining("accept 'backup' by name");
    assertThat(stack.as("dana").get(deployment).path("state").asString())
        .isEqualTo("AwaitingApproval");
    assertThat(dump()).isEqualTo(before);

    agree(deployment, "backup");
    JsonNode view = stack.followToItsEnd(deployment);

    assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
    hasTheSixTablesAnd(before);
    assertThat(allSteps(view)).doesNotContain("pre-migration", "maintenance-on");
  }

  private void agree(String deployment, String... accepted) {
    Server theo = stack.as("theo");
    theo.post(
        deployment + "/approvals",
        Map.of(
            "planDigest", theo.get(deployment).path("planDigest").asString(),
            "reason", "there is a copy at another site",
            "accept", List.of(accepted)));
  }

  private Availability usersOf(Breaking breaking) {
    stack.prepare(APPOINTMENTS, breaking.before());
    return Availability.of("http://127.0.0.1:%d/health".formatted(stack.ports.of("front")));
  }

  private static PreparedFailure prepared(String expect) throws IOException {
    return PreparedFailure.of(EXAMPLE)
        .filter(failure -> failure.expect().equals(expect))
        .findFirst()
        .orElseThrow();
  }

  private void hasTheSixTablesAnd(List<String> before) throws Exception {
    assertThat(dump()).containsAll(before);
    assertThat(tables()).hasSize(4 + 6).anyMatch(line -> line.contains("`callback_escalations`"));
    assertThat(health()).contains("\"up\"");
    assertThat(scratchDatabases()).isEmpty();
  }

  private List<String> tables() throws Exception {
    return dump().stream().filter(line -> line.startsWith("CREATE TABLE")).toList();
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
    return steps(view)
        .filter(step -> step.path("status").asString().equals(status))
        .map(step -> step.path("id").asString())
        .toList();
  }

  private static List<String> allSteps(JsonNode view) {
    return steps(view).map(step -> step.path("id").asString()).toList();
  }

  private static String statusOf(JsonNode view, String id) {
    return steps(view)
        .filter(step -> step.path("id").asString().equals(id))
        .map(step -> step.path("status").asString())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> warnings(JsonNode view) {
    return steps(view)
        .filter(step ->
            step.path("checks")
                .valueStream()
                .anyMatch(check -> check.path("verdict").asString().equals("warned")))
        .map(step -> step.path("id").asString())
        .toList();
  }

  private static Stream<JsonNode> steps(JsonNode view) {
    return view.path("phases").valueStream().flatMap(phase -> phase.path("steps").valueStream());
  }
}

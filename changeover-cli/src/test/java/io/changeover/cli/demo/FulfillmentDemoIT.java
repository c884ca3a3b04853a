package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The fulfillment example's plan on its sample: well, and broken in every way that is prepared. */
@RequiresTool("nginx")
@RequiresTool("node")
@RequiresTool("npm")
@RequiresTool("pg_dump")
class FulfillmentDemoIT {
  private static final String EXAMPLE = "fulfillment";
  private static final int ORDERS = 3_000;

  @TempDir private static Path data;
  private static RunningStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = RunningStack.of(EXAMPLE, data);
  }

  @AfterAll
  static void stop() throws Exception {
    stack.close();
    assertThat(Processes.of(data)).isEmpty();
  }

  static Stream<PreparedFailure> prepared() throws Exception {
    return PreparedFailure.of(EXAMPLE);
  }

  @ParameterizedTest
  @MethodSource("prepared")
  void aFailureIsLedBackToWhatWasBefore(PreparedFailure failure) throws Exception {
    String deployment = stack.deployBroken(ORDERS, failure.breaking());
    Fingerprint before = stack.fingerprint(EXAMPLE);
    Map<String, Long> ledger = ledger();

    JsonNode view = stack.followToItsEnd(deployment);

    assertThat(failed(view)).as(why(view)).contains(failure.step());
    assertThat(end(view)).as(why(view)).isEqualTo(failure.expect());
    assertThat(stack.fingerprint(EXAMPLE)).isEqualTo(before);
    assertThat(ledger()).isEqualTo(ledger);
    assertThat(health()).contains("\"version\":\"1.4.0\"").contains("\"status\":\"up\"");
  }

  @Test
  void aDeploymentSucceedsAndTheDataSaysSo() throws Exception {
    stack.prepare(ORDERS, List.of());
    Fingerprint before = stack.fingerprint(EXAMPLE);
    JsonNode view;

    try (Availability users = users()) {
      view = stack.followToItsEnd(stack.deployUnhurried());

      assertThat(view.path("state").asString()).as(why(view)).isEqualTo("Succeeded");
      // The old version is stopped and the new one started behind the front: nobody meets a gap.
      assertThat(users.answers())
          .as("maintenance was seen")
          .containsKeys(200, 503)
          .doesNotContainKey(502);
    }
    try (Connection connection = stack.database(EXAMPLE)) {
      Map<String, String> now = new TreeMap<>(before.sameColumnsNow(connection));
      Map<String, String> then = new TreeMap<>(before.data());
      now.remove("_prisma_migrations");
      then.remove("_prisma_migrations");
      assertThat(now).isEqualTo(then);
    }
    assertThat(ledger()).hasSize(5);
    assertThat(one("SELECT count(*) FROM budgets")).isEqualTo("1440");
    assertThat(one("SELECT count(*) FROM shipments")).isEqualTo("2850");
    assertThat(health()).contains("\"version\":\"2.0.0\"").contains("\"status\":\"up\"");
  }

  /** The rows of Prisma's ledger for each migration. */
  private static Map<String, Long> ledger() throws Exception {
    Map<String, Long> rows = new TreeMap<>();
    for (String name : all("SELECT migration_name FROM _prisma_migrations")) {
      rows.merge(name, 1L, Long::sum);
    }
    return rows;
  }

  private static String one(String sql) throws Exception {
    return all(sql).getFirst();
  }

  private static List<String> all(String sql) throws Exception {
    List<String> values = new ArrayList<>();
    try (Connection connection = stack.database(EXAMPLE);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    } catch (SQLException failed) {
      throw new AssertionError(sql, failed);
    }
    return values;
  }

  private static Availability users() {
    return Availability.of("http://127.0.0.1:%d/health".formatted(stack.ports.of("front")));
  }

  private static String health() throws Exception {
    return Http.get("http://127.0.0.1:%d/health".formatted(stack.ports.of("front")));
  }

  /** In the words of demo.json. */
  private static String end(JsonNode view) {
    return switch (view.path("state").asString()) {
      case "Failed" -> "nothing changed";
      case "RolledBack" -> "level " + view.path("rollback").path("level").asInt();
      case String other -> other;
    };
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
}

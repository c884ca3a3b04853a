package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.cli.client.Server;
import io.changeover.embedded.LocalDocker;
import io.changeover.testsupport.RequiresDockerEngine;
import io.changeover.testsupport.RequiresTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** docker-compose.yml is built and started in a real engine, and a deployment runs through it. */
@RequiresTool("docker")
@RequiresDockerEngine
@RequiresTool("docker-compose")
@RequiresTool("debootstrap")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** Bind mounts and sockets of an engine do not like the paths of a temporary directory. */
  private static final Path ENGINE = Path.of("target/docker-engine");

  private static final Path PLACE = Path.of("target/composed-house");
  private LocalDocker docker;
  private ComposedHouse house;

  @BeforeAll
  void start() throws Exception {
    docker = LocalDocker.start(RunningStack.PROJECT.directory(), ENGINE.toAbsolutePath());
    docker.run(PATIENCE, Path.of("."), List.of("rm", "-rf", PLACE.toString()));
    house = new ComposedHouse(docker, Files.createDirectories(PLACE).toAbsolutePath());
    house.build();
    settle();
    house.start();
    house.compose("exec", "-T", "postgres", "psql", "-qU", "changeover", "-c", SHOP_OWNER);
    house.compose("exec", "-T", "postgres", "psql", "-qU", "changeover", "-c", SHOP);
  }

  private static final String SHOP_OWNER =
      "CREATE ROLE shop LOGIN CREATEDB CREATEROLE PASSWORD 'shop-password' IN ROLE pg_signal_backend";

  private static final String SHOP = "CREATE DATABASE shop OWNER shop";

  private void settle() throws Exception {
    house.write("secrets/spring.datasource.password", "house-password");
    house.write("secrets/slack-token", "none");
    house.write("secrets/shop", "shop-password");
    house.workspace("shop", RunningStack.PROJECT.example("tracehub").resolve("backend"));
    house.write("workspaces/site/health", "{}");
    house.write("config/plans/shop.yaml", PLAN);
    house.write("config/changeover.yml", SETTINGS.formatted(hash("dana"), hash("theo")));
  }

  private static String hash(String person) throws Exception {
    byte[] token = ComposedHouse.token(person).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token));
  }

  private static final String SETTINGS =
      """
      changeover:
        identities:
          - {name: dana, token-sha256: %s, roles: [operator, devops]}
          - {name: theo, token-sha256: %s, roles: [operator, technical-lead]}
        databases:
          shop-db: {url: "jdbc:postgresql://postgres:5432/shop", username: shop, password-file: /run/secrets/shop}
        applications:
          site:
            url: http://rollout:9000
            blue: {url: "http://rollout:9000"}
            green:
              url: http://rollout:9001
              command: [/usr/bin/python3, -m, http.server, "9001"]
              directory: /var/lib/changeover/workspaces/site
              log: /tmp/site.log
              pid-file: /tmp/site.pid
        workspaces:
          shop: {path: /var/lib/changeover/workspaces/shop}
      """;

  private static final String PLAN =
      """
      apiVersion: changeover/v1
      name: shop
      version: "1.0"
      targets: {db: shop-db, app: site}
      preflight:
        - id: database
          database: {target: db, versionAtLeast: "15"}
        - id: revisions
          files: {workspace: shop, present: [alembic/versions/001_*.py]}
      approve:
        - {role: technical-lead, count: 1}
      backup:
        - id: dump
          postgres-dump: {target: db, verify: restore}
      migrate:
        - id: base
          alembic: {workspace: shop, target: db, upgrade: "001", downgrade: base}
          verify:
            - query: {target: db, sql: SELECT count(*) FROM shipments, expect: {value: "0"}}
      rollout:
        - id: start
          start-instance: {target: app, instance: green, health: /health, within: PT30S}
          verify:
            - http: {target: app, instance: green, path: /health}
      finish:
        - id: tell
          announce: {message: The shop is open.}
        - id: archive
          archive-record: {}
      """;

  @AfterAll
  void end() {
    try (LocalDocker engine = docker) {
      if (house != null) {
        house.close();
      }
      assertThat(engine.docker("ps", "-aq")).isEmpty();
      // Its images are gigabytes, and nobody else has a use for them.
      engine.remove();
    }
  }

  @Test
  void aDeploymentRunsThroughAllItsContainers() throws Exception {
    Server dana = house.as("dana");
    JsonNode started =
        dana.post("deployments", Map.of("plan", "shop", "environment", "it", "reason", "to see"));
    JsonNode view = follow(dana, "deployments/" + started.path("id").asString());

    assertThat(view.path("state").asString()).as(view.toPrettyString()).isEqualTo("Succeeded");
    assertThat(psql("SELECT version_num FROM alembic_version")).isEqualTo("001");
    assertThat(inside("backup", "find", "/var/lib/changeover/backups", "-name", "*.json"))
        .isNotEmpty();
    assertThat(inside("orchestrator", "ls", "/var/lib/changeover/archive")).isNotEmpty();
    assertThat(inside("rollout", "cat", "/proc/1/status")).contains("CapEff:\t0000000000000000");
    assertThat(inside("kafka", "ls", "/var/lib/kafka/data")).contains("changeover.step-reports.v1");
  }

  private JsonNode follow(Server dana, String path) throws InterruptedException {
    Autopilot people = new Autopilot(house.as("theo"), house.as("theo"));
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode view = dana.get(path);
    while (!view.path("ended").asBoolean()
        && !view.path("state").asString().equals("NeedsHuman")
        && System.nanoTime() < end) {
      people.accept(view);
      Thread.sleep(500);
      view = dana.get(path);
    }
    return view;
  }

  private String psql(String sql) {
    return inside("postgres", "psql", "-U", "changeover", "-d", "shop", "-Atc", sql).strip();
  }

  private String inside(String service, String... command) {
    return house.compose(
        Stream.concat(Stream.of("exec", "-T", service), Arrays.stream(command))
            .toArray(String[]::new));
  }
}

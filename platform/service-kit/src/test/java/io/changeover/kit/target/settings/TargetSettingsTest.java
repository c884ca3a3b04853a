package io.changeover.kit.target.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.Instance;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.WorkspaceRights;
import io.changeover.kit.target.Workspaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

class TargetSettingsTest {
  private static final String YAML =
      """
      changeover:
        databases:
          tracehub-db: {url: "jdbc:postgresql://db.example:5433/tracehub", username: tracehub, password-file: DIR/db}
        applications:
          tracehub-app:
            url: http://127.0.0.1:8088
            blue: {url: "http://127.0.0.1:8001", command: [python3, blue.py], environment: {DATABASE_URL: postgres, log_level: info}, environment-files: {SECRET_KEY: DIR/key}, env-file: DIR/blue.env}
            logins: {admin: {path: /api/v1/login, username: admin, password-file: DIR/db}}
            front: {prefix: DIR, configuration: nginx.conf, upstream: upstream.conf}
        workspaces:
          tracehub: {path: DIR, programs: [node, bin/tool], environment: {NODE_ENV: test, lower_case: x}, environment-files: {API_KEY: DIR/key}}
          gone: {path: DIR/gone}
      """;

  @TempDir Path directory;
  private ApplicationContextRunner runner;

  @BeforeEach
  void files() throws Exception {
    Files.writeString(directory.resolve("db"), "s3cret with space \n");
    Files.writeString(directory.resolve("key"), "k3y");
    var yaml =
        new ByteArrayResource(
            YAML.replace("DIR", directory.toString())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var source = new YamlPropertySourceLoader().load("yaml", yaml).getFirst();
    runner =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TargetsAutoConfiguration.class))
            .withInitializer(
                context -> context.getEnvironment().getPropertySources().addFirst(source));
  }

  @Test
  void aWorkspaceAllowsNothingButWhatItsRegistrationSays() {
    runner.run(context -> {
      Workspaces workspaces = context.getBean(Workspaces.class);
      WorkspaceRights rights = workspaces.rights(new WorkspaceName("tracehub"));

      assertThat(rights.programs()).containsExactlyInAnyOrder("node", "bin/tool");
      assertThat(rights.environment())
          .isEqualTo(Map.of("NODE_ENV", "test", "lower_case", "x", "API_KEY", "k3y"));
      assertThat(rights.secrets()).containsExactly("k3y");
      assertThat(rights.toString()).doesNotContain("k3y");
      assertThat(context.getBean(Secrets.class).blackOut("<k3y>")).isEqualTo("<***>");
      assertThat(workspaces.rights(new WorkspaceName("gone"))).isEqualTo(WorkspaceRights.NONE);
    });
  }

  @Test
  void databaseIsTakenApartAndItsPasswordReadWithoutTheLineBreak() {
    runner.run(context -> {
      DatabaseTarget target = context.getBean(Databases.class).get(new TargetName("tracehub-db"));
      assertThat(target.host()).isEqualTo("db.example");
      assertThat(target.port()).isEqualTo(5433);
      assertThat(target.database()).isEqualTo("tracehub");
      assertThat(target.password()).isEqualTo("s3cret with space ");
      assertThat(context.getBean(Secrets.class).blackOut("<s3cret with space >"))
          .isEqualTo("<***>");
    });
  }

  @Test
  void mariaDbIsARegisteredDatabaseOfItsOwnSort() {
    runner
        .withPropertyValues(
            "changeover.databases.booking.url=jdbc:mariadb://db.example/booking",
            "changeover.databases.booking.username=booking",
            "changeover.databases.booking.password=a \"b\" # \\ %")
        .run(context -> {
          Databases databases = context.getBean(Databases.class);
          MariaDbTarget target = databases.mariaDb(new TargetName("booking"));
          assertThat(target.jdbcUrl()).isEqualTo("jdbc:mariadb://db.example:3306/booking");
          assertThat(target.toolArguments())
              .contains("--port=3306")
              .noneMatch(a -> a.contains("%"));
          assertThat(target.toolEnvironment()).containsValue("a \"b\" # \\ %");
          assertThatThrownBy(() -> databases.get(new TargetName("booking")))
              .isInstanceOf(StepFailure.class)
              .hasMessageContaining("'booking' is registered as a MariaDB database");
          assertThatThrownBy(() -> databases.mariaDb(new TargetName("tracehub-db")))
              .hasMessageContaining("'tracehub-db' is registered as a PostgreSQL database");
        });
  }

  @Test
  void fileIsADatabaseToo() {
    runner
        .withPropertyValues("changeover.databases.small.url=jdbc:sqlite:/var/lib/app/../app/app.db")
        .run(context -> {
          Databases databases = context.getBean(Databases.class);
          assertThat(databases.sqlite(new TargetName("small")).file())
              .hasToString("/var/lib/app/app.db");
          assertFails(() -> databases.get(new TargetName("small")), "one of PostgreSQL");
          assertFails(() -> databases.sqlite(new TargetName("tracehub-db")), "one of SQLite");
        });
  }

  @Test
  void fileHasNoLogin() {
    runner
        .withPropertyValues(
            "changeover.databases.small.url=jdbc:sqlite:/app.db",
            "changeover.databases.small.username=u")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("neither username nor password"));
  }

  @Test
  void passwordFileIsReadWhenItIsNeeded() throws Exception {
    runner.run(context -> {
      Files.delete(directory.resolve("db"));
      assertFails(
          () -> context.getBean(Databases.class).get(new TargetName("tracehub-db")), "password");
      Files.writeString(directory.resolve("db"), "new\n");
      assertThat(context.getBean(Databases.class).get(new TargetName("tracehub-db")).password())
          .isEqualTo("new");
    });
  }

  @Test
  void namesThatAreNotRegisteredAreRefusedWithWhatToDo() {
    runner.run(context -> {
      assertFails(
          () -> context.getBean(Databases.class).get(new TargetName("other")),
          "changeover.databases.other");
      assertFails(() -> context.getBean(Workspaces.class).get(new WorkspaceName("gone")), "gone");
      assertThat(context.getBean(Workspaces.class).get(new WorkspaceName("tracehub")))
          .isEqualTo(directory);
    });
  }

  @Test
  void applicationHasItsInstallationsEnvironmentLoginsAndFront() {
    runner.run(context -> {
      var target = context.getBean(Applications.class).get(new TargetName("tracehub-app"));
      assertThat(target.installation(Instance.BLUE).environment())
          .containsEntry("DATABASE_URL", "postgres")
          .containsEntry("log_level", "info")
          .containsEntry("SECRET_KEY", "k3y");
      assertThat(target.installation(Instance.BLUE).command())
          .containsExactly("python3", "blue.py");
      assertThat(target.installation(Instance.BLUE).envFile())
          .isEqualTo(directory.resolve("blue.env"));
      assertThat(target.logins().get("admin").token()).isEqualTo("/token");
      assertThat(target.front().program()).isEqualTo("nginx");
      assertFails(() -> target.installation(Instance.GREEN), "green");
    });
  }

  @Test
  void urlWithCredentialsStopsTheStartWithoutShowingThem() {
    runner
        .withPropertyValues(
            "changeover.databases.bad.url=jdbc:postgresql://me:hunter2@h/db",
            "changeover.databases.bad.username=u",
            "changeover.databases.bad.password=p")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("jdbc:postgresql://host:port")
                .message()
                .doesNotContain("hunter2"));
  }

  @Test
  void databaseNeedsExactlyOnePassword() {
    runner
        .withPropertyValues(
            "changeover.databases.bad.url=jdbc:postgresql://h/db",
            "changeover.databases.bad.username=u")
        .run(context ->
            assertThat(context.getStartupFailure())
                .rootCause()
                .hasMessageContaining("exactly one of password"));
  }

  private static void assertFails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String hint) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure -> {
              assertThat(failure.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
              assertThat(failure.reason().message() + failure.reason().whatToDo()).contains(hint);
            });
  }
}

package io.changeover.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.step.BackupAge;
import io.changeover.contracts.step.BackupTools;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.DropClone;
import io.changeover.contracts.step.Fingerprint;
import io.changeover.contracts.step.MysqlDump;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.SqliteBackup;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.step.StepHandler;
import io.changeover.testsupport.TestInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program, with its own settings file. */
class BackupServiceTest {
  @TempDir Path directory;

  private static ConfigurableApplicationContext start(String... more) {
    LocalDatabase database = TestInfrastructure.freshDatabase();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.jdbcUrl() + "?currentSchema=backup",
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.bootstrap-servers="
                    + TestInfrastructure.kafka().bootstrapServers()));
    arguments.addAll(List.of(more));
    return BackupService.application().run(arguments.toArray(String[]::new));
  }

  @Test
  void startsHealthyAndDoesItsKinds() throws Exception {
    try (ConfigurableApplicationContext service =
        start("--changeover.backup.storage=" + directory)) {
      assertThat(service.getBeansOfType(StepHandler.class).values())
          .extracting(handler -> (Object) handler.kind())
          .containsExactlyInAnyOrder(
              PostgresDump.class,
              Fingerprint.class,
              BackupAge.class,
              BackupTools.class,
              CloneDatabase.class,
              DropClone.class,
              MysqlDump.class,
              SqliteBackup.class);
      assertThat(get(service, "/actuator/health")).isEqualTo(200);
      assertThat(get(service, "/actuator/prometheus")).isEqualTo(200);
      assertThat(get(service, "/actuator/env")).isEqualTo(404);
    }
  }

  private static int get(ConfigurableApplicationContext service, String path) throws Exception {
    String port = service.getEnvironment().getProperty("local.server.port");
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aRelativeStorageIsRefusedWithAReason() {
    assertThatThrownBy(() -> start("--changeover.backup.storage=backups").close())
        .rootCause()
        .hasMessageContaining("changeover.backup.storage must be an absolute path");
  }
}

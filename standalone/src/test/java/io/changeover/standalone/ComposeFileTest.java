package io.changeover.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compose file names only what there is. */
class ComposeFileTest {
  private static final Path PROJECT = Path.of("..");
  private static final KnownSettings SETTINGS = new KnownSettings();

  private static String text() throws IOException {
    return Files.readString(PROJECT.resolve("docker-compose.yml"));
  }

  private static List<String> findings(String text) {
    return ComposeFile.findings(text, SETTINGS, PROJECT);
  }

  @Test
  void everythingNamedExists() throws IOException {
    assertThat(findings(text())).isEmpty();
  }

  @Test
  void allSixServicesAreThere() throws IOException {
    assertThat(text())
        .contains("orchestrator-service", "backup-service", "migration-service")
        .contains("rollout-service", "validation-service", "notification-service");
  }

  @Test
  void kafkaIsOfTheVersionOfItsJars() throws IOException {
    String image = "apache/kafka:" + AppInfoParser.getVersion();

    assertThat(text()).contains("image: " + image + "\n");
    assertThat(Files.readString(PROJECT.resolve("docker/offline-images")))
        .contains("#   " + image + " ", "postgres:15 " + image + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHANGEOVER_BACKUP_STORAGE: | CHANGEOVER_BACKUP_STORE: | backup does not read CHANGEOVER_BACKUP_STORE",
        "SLACK_TOKEN_FILE: | SLACK_TOKENFILES: | notification does not read CHANGEOVER_NOTIFICATION_SLACK_TOKENFILES",
        "CHANGEOVER_PLANS_DIRECTORY: | CHANGEOVER_BACKUP_STORAGE: | orchestrator does not read CHANGEOVER_BACKUP_STORAGE",
        "SERVER_ADDRESS: | SERVER_ADRESS: | rollout does not read SERVER_ADRESS",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE: | KAFKA_AUTO_CREATE_TOPIC_ENABLE: | kafka does not read KAFKA_AUTO_CREATE_TOPIC_ENABLE",
        "POSTGRES_PASSWORD_FILE: | POSTGRES_PASSWORDFILE: | postgres does not read POSTGRES_PASSWORDFILE",
        "image: postgres:15 | image: postgresql:15 | 'of postgresql, the image of postgres, nothing is known'",
        "currentSchema=migration | currentSchema=migrations | migration does not use its schema migration",
        ":-8084}:8084 | :-8084}:8080 | validation publishes [127.0.0.1:${VALIDATION_PORT:-8084}:8080], not 127.0.0.1:${VALIDATION_PORT:-8084}:8084",
        "healthy, \"8082\" | healthy, \"8083\" | migration is asked for its health by [CMD, /app/healthy, 8083], not at port 8082",
        "SERVICE: rollout-service | SERVICE: roll-out-service | rollout is built of roll-out-service, which is not its module",
        "postgres: {condition: | postgresql: {condition: | backup depends on postgresql, which is not there",
        "archive:/var/lib | archives:/var/lib | 'volumes used are [archives, backups, kafka, postgres], declared are [archive, backups, kafka, postgres]'"
      })
  void whatIsMisspeltIsFound(String right, String wrong, String finding) throws IOException {
    String text = text();
    assertThat(text).contains(right);

    assertThat(findings(text.replace(right, wrong))).contains(finding);
  }
}

package io.changeover.standalone;

import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that the services have in common; JSON, which is YAML too. */
final class SettingsFile {
  private SettingsFile() {}

  static String text(Options options, Surroundings around) throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    options
        .settings()
        .ifPresent(file -> settings.put("spring.config.import", "file:" + file.toAbsolutePath()));
    settings.put("spring.datasource.username", around.database().username());
    settings.put("spring.datasource.password", around.database().password());
    settings.put("spring.kafka.bootstrap-servers", around.kafka());
    settings.put("spring.mail.host", "127.0.0.1");
    settings.put("spring.mail.port", around.mail().smtpPort());
    settings.put("changeover.backup.storage", path(around, "backups"));
    settings.put("changeover.archive.directory", path(around, "archive"));
    settings.put("changeover.migration.export.storage", path(around, "exports"));
    options
        .plans()
        .ifPresent(
            plans -> settings.put("changeover.plans.directory", plans.toAbsolutePath().toString()));
    settings.put("changeover.notification.slack.mode", "api");
    settings.put("changeover.notification.slack.url", around.slack().apiUrl());
    settings.put("changeover.notification.slack.token", around.slack().token());
    settings.put("changeover.notification.email.enabled", true);
    settings.put("changeover.notification.email.from", "changeover@localhost");
    settings.put("changeover.identities", identities(around.data().resolve("tokens")));
    return Json.canonical(settings);
  }

  private static String path(Surroundings around, String name) {
    return around.data().resolve(name).toString();
  }

  private static List<Map<String, Object>> identities(Path tokens) throws IOException {
    List<Map<String, Object>> identities = new ArrayList<>();
    for (Identity identity : Identity.USUAL) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", identity.name());
      one.put("token-sha256", identity.tokenSha256(tokens));
      one.put("roles", identity.roles());
      identities.add(one);
    }
    return identities;
  }
}

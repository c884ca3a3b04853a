package io.changeover.standalone;

import io.changeover.backup.BackupService;
import io.changeover.migration.MigrationService;
import io.changeover.notification.NotificationService;
import io.changeover.orchestrator.OrchestratorService;
import io.changeover.rollout.RolloutService;
import io.changeover.validation.ValidationService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The six services as Spring contexts of this JVM. Only the orchestrator has a web server. */
final class Services implements AutoCloseable {
  /** How many contexts start at a time: as many as there are cores to start them. */
  private static final int SIDE_BY_SIDE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Options options;
  private final Surroundings around;
  private final List<ConfigurableApplicationContext> running = new ArrayList<>();

  Services(Options options, Surroundings around) {
    this.options = options;
    this.around = around;
  }

  /** Starts all. Returns the port of the REST interface. */
  int start() throws IOException {
    Map<String, String> shared = shared();
    try (ExecutorService starters = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      CompletableFuture<ConfigurableApplicationContext> orchestrator =
          start(starters, "orchestrator", OrchestratorService.application(), shared);
      List<CompletableFuture<ConfigurableApplicationContext>> others =
          List.of(
              start(starters, "backup", quiet(BackupService.application()), shared),
              start(starters, "migration", quiet(MigrationService.application()), shared),
              start(starters, "validation", quiet(ValidationService.application()), shared),
              start(starters, "rollout", quiet(RolloutService.application()), shared),
              start(starters, "notification", quiet(NotificationService.application()), shared));
      others.forEach(CompletableFuture::join);
      String port = orchestrator.join().getEnvironment().getProperty("local.server.port");
      return Integer.parseInt(java.util.Objects.requireNonNull(port));
    } catch (CompletionException failed) {
      throw new IllegalStateException("A service did not start", failed.getCause());
    }
  }

  private static SpringApplicationBuilder quiet(SpringApplicationBuilder service) {
    return service.web(WebApplicationType.NONE);
  }

  private CompletableFuture<ConfigurableApplicationContext> start(
      ExecutorService starters,
      String name,
      SpringApplicationBuilder service,
      Map<String, String> shared) {
    Map<String, String> settings = new LinkedHashMap<>(shared);
    settings.put(
        "spring.datasource.url",
        around.database().jdbcUrl() + "?currentSchema=" + name + "&ApplicationName=" + name);
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    return CompletableFuture.supplyAsync(() -> keep(service.run(arguments)), starters);
  }

  private synchronized ConfigurableApplicationContext keep(ConfigurableApplicationContext context) {
    running.add(context);
    return context;
  }

  private Map<String, String> shared() throws IOException {
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put(
        "spring.config.additional-location", "optional:file:" + writeSettings().toAbsolutePath());
    shared.put("spring.main.banner-mode", "off");
    shared.put("spring.main.register-shutdown-hook", "false");
    shared.put("server.port", Integer.toString(options.port()));
    return shared;
  }

  /**
   * Writes what all services have in common, for contexts of this JVM and for processes of their
   * own alike. Readable by its owner only, as it holds the database's password.
   */
  Path writeSettings() throws IOException {
    Path file = around.data().resolve("services.yml");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, SettingsFile.text(options, around));
  }

  @Override
  public synchronized void close() {
    try (ExecutorService enders = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach(context -> enders.execute(context::close));
    }
    running.clear();
  }
}

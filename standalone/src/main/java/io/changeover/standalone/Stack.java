package io.changeover.standalone;

import io.changeover.contracts.json.Json;
import io.changeover.embedded.KafkaOptions;
import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalKafka;
import io.changeover.embedded.LocalPostgres;
import io.changeover.embedded.PostgresOptions;
import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.mail.MailOptions;
import io.changeover.testsupport.slack.FakeSlack;
import io.changeover.testsupport.slack.SlackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything that the embedded default is made of, started side by side, ended in reverse. */
final class Stack {
  private static final String DATABASE = "changeover";

  private final Options options;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  Stack(Options options) {
    this.options = options;
  }

  /**
   * Starts everything.
   *
   * @param said gets a line of JSON when the database is up, so that others can use it already, and
   *     one when all is, with where everything is
   */
  void start(Consumer<String> said) throws IOException {
    Path data = Files.createDirectories(options.data().toAbsolutePath().normalize());
    try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<LocalPostgres> postgres =
          CompletableFuture.supplyAsync(() -> postgres(data), starters);
      CompletableFuture<LocalKafka> kafka =
          CompletableFuture.supplyAsync(() -> kafka(data), starters);
      CompletableFuture<FakeSlack> slack = CompletableFuture.supplyAsync(this::slack, starters);
      CompletableFuture<MailCatcher> mail = CompletableFuture.supplyAsync(this::mail, starters);
      said.accept(Json.canonical(database(postgres.join(), new TreeMap<>())));
      if (options.fresh()) {
        postgres.join().dropDatabase(DATABASE);
      }
      LocalDatabase database = postgres.join().createDatabaseIfMissing(DATABASE);
      Surroundings surroundings =
          new Surroundings(
              data, database, kafka.join().bootstrapServers(), slack.join(), mail.join());
      said.accept(Json.canonical(run(surroundings, postgres.join())));
    } catch (CompletionException failed) {
      throw new IllegalStateException("A part did not start", failed.getCause());
    }
  }

  private Map<String, Object> run(Surroundings around, LocalPostgres postgres) throws IOException {
    Map<String, Object> ready = database(postgres, new TreeMap<>());
    ready.put("data", around.data().toString());
    ready.put("kafka", around.kafka());
    ready.put("slack", around.slack().url());
    ready.put("mail", around.mail().url());
    ready.put("tokens", around.data().resolve("tokens").toString());
    Services services = new Services(options, around);
    if (options.infrastructureOnly()) {
      ready.put("settings", services.writeSettings().toString());
    } else {
      keep(services);
      ready.put("orchestrator", "http://127.0.0.1:" + services.start());
    }
    return ready;
  }

  private static Map<String, Object> database(LocalPostgres postgres, Map<String, Object> said) {
    LocalDatabase administration = postgres.database("postgres");
    said.put("postgres", administration.libpqUrl());
    said.put("postgresPassFile", administration.passFile().toString());
    return said;
  }

  private LocalPostgres postgres(Path data) {
    PostgresOptions kept =
        PostgresOptions.keptIn(data.resolve("postgres")).withPort(options.postgresPort());
    return keep(() -> LocalPostgres.start(kept));
  }

  private LocalKafka kafka(Path data) {
    KafkaOptions kept = KafkaOptions.keptIn(data.resolve("kafka"));
    return keep(() -> LocalKafka.start(options.fresh() ? KafkaOptions.temporary() : kept));
  }

  private FakeSlack slack() {
    return keep(
        () -> FakeSlack.start(SlackOptions.withChannels("deployment", "alerts").openToAll()));
  }

  private MailCatcher mail() {
    return keep(() -> MailCatcher.start(MailOptions.onFreePorts()));
  }

  private <T extends AutoCloseable> T keep(Supplier<T> starting) {
    T part = starting.get();
    keep(part);
    return part;
  }

  private synchronized void keep(AutoCloseable part) {
    parts.push(part);
  }

  /** Ends everything that was started, the newest first; a part that fails does not save others. */
  synchronized void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception failed) {
        System.err.println("standalone: a part did not end as it should: " + failed);
      }
    }
  }
}

package io.changeover.rollout;

import com.sun.net.httpserver.HttpServer;
import io.changeover.contracts.Direction;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.Maintenance;
import io.changeover.contracts.step.MaintenanceMode;
import io.changeover.contracts.step.SwitchTraffic;
import io.changeover.embedded.FreePorts;
import io.changeover.embedded.Programs;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Front;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.rollout.http.RealHealth;
import io.changeover.rollout.nginx.RealFront;
import io.changeover.testsupport.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An nginx with two workers before two installations, and the handler that switches it. */
final class OwnNginx implements AutoCloseable {
  private static final RolloutSettings SETTINGS =
      new RolloutSettings(new UrlPath("/health"), Duration.ofSeconds(1), Duration.ofSeconds(8));

  final Path prefix;
  final Path configuration;
  final Path upstream;
  final int port = FreePorts.next();
  final Map<Instance, HttpServer> installations = new EnumMap<>(Instance.class);
  final Path maintenance;
  private final SwitchingTraffic handler;
  private final SwitchingMaintenance switchingMaintenance;
  private Process nginx;

  OwnNginx(Path prefix) throws Exception {
    this.prefix = prefix;
    this.configuration = prefix.resolve("nginx.conf");
    this.maintenance = prefix.resolve("maintenance.flag");
    this.upstream = prefix.resolve("sites/upstream.conf");
    for (Instance instance : Instance.values()) {
      installations.put(instance, installation(instance));
    }
    Files.createDirectories(upstream.getParent());
    Files.writeString(configuration, configuration());
    Files.writeString(upstream, upstream(Instance.BLUE, 1));
    handler =
        new SwitchingTraffic(
            Steps.registered(application()),
            RealFront.of(new RealPause(), SETTINGS),
            RealHealth.create(),
            SETTINGS);
    switchingMaintenance =
        new SwitchingMaintenance(
            Steps.registered(application()),
            RealFront.maintenance(),
            RealHealth.create(),
            new RealPause(),
            SETTINGS);
    start();
  }

  private ApplicationTarget application() {
    Map<Instance, Installation> registered = new EnumMap<>(Instance.class);
    installations.forEach((instance, server) ->
        registered.put(
            instance,
            new Installation(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                List.of(),
                null,
                Map.of(),
                null,
                null)));
    Front front =
        new Front(
            "nginx",
            prefix,
            Path.of("nginx.conf"),
            Path.of("sites/upstream.conf"),
            Path.of("maintenance.flag"));
    return new ApplicationTarget(
        Steps.NAME, URI.create("http://127.0.0.1:" + port), registered, Map.of(), front);
  }

  private static HttpServer installation(Instance instance) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = instance.word().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  String upstream(Instance instance, long generation) {
    return """
    # An upstream with a setting of the application's own. server is named once.
    upstream tracehub_live {
        server 127.0.0.1:%d max_fails=0;
    }
    map "" $changeover_generation {
        default "%d";
    }
    map "" $changeover_upstream {
        default "%s";
    }
    """
        .formatted(installations.get(instance).getAddress().getPort(), generation, instance);
  }

  private String configuration() {
    return """
    %3$s
    daemon off;
    worker_processes 2;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log warn;
    events { worker_connections 64; }
    http {
        access_log off;
        client_body_temp_path %1$s/temp-body;
        proxy_temp_path %1$s/temp-proxy;
        fastcgi_temp_path %1$s/temp-fastcgi;
        uwsgi_temp_path %1$s/temp-uwsgi;
        scgi_temp_path %1$s/temp-scgi;
        include sites/upstream.conf;
        server {
            listen 127.0.0.1:%2$d;
            add_header X-Changeover-Generation $changeover_generation always;
            add_header X-Changeover-Upstream $changeover_upstream always;
            if (-f %1$s/maintenance.flag) { return 503; }
            location / { proxy_pass http://tracehub_live; }
        }
    }
    """
        .formatted(prefix, port, userOfWorkers());
  }

  /** Workers of a root nginx would become another user, who cannot look into this directory. */
  private static String userOfWorkers() {
    return System.getProperty("user.name").equals("root") ? "user root;" : "";
  }

  private void start() throws IOException {
    nginx =
        new ProcessBuilder(
                Programs.find("nginx"),
                "-e",
                "stderr",
                "-p",
                prefix.toString(),
                "-c",
                configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(prefix.resolve("nginx-output.log").toFile())
            .start();
    Awaitility.await().atMost(Patience.LONG).ignoreExceptions().until(() -> listens());
  }

  private boolean listens() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  Outcome run(Direction direction, Instance to) throws Exception {
    SwitchTraffic spec = new SwitchTraffic(Steps.APP, to);
    return handler.handle(Steps.command(direction, spec), spec, LoneStepContext.first());
  }

  Outcome maintenance(Direction direction, MaintenanceMode mode) throws Exception {
    Maintenance spec = new Maintenance(Steps.APP, mode);
    return switchingMaintenance.handle(
        Steps.command(direction, spec), spec, LoneStepContext.first());
  }

  /** The answer of whoever serves. */
  String answer() throws Exception {
    try (var stream = URI.create("http://127.0.0.1:" + port + "/").toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  void kill(Instance instance) {
    installations.get(instance).stop(0);
  }

  void reload() throws Exception {
    new ProcessBuilder("kill", "-HUP", Long.toString(nginx.pid())).start().waitFor();
  }

  /** The master first: it would replace its workers. */
  void stopNginx() throws InterruptedException {
    List<ProcessHandle> workers = nginx.descendants().toList();
    nginx.destroyForcibly().waitFor();
    workers.forEach(ProcessHandle::destroyForcibly);
    Awaitility.await()
        .atMost(Patience.LONG)
        .until(() -> workers.stream().noneMatch(it -> Processes.lives(it.pid())));
  }

  @Override
  public void close() throws InterruptedException {
    installations.values().forEach(server -> server.stop(0));
    stopNginx();
  }
}

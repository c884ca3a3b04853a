package io.changeover.rollout.release;

import io.changeover.contracts.Direction;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Railway;
import io.changeover.embedded.FreePorts;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.rollout.Pause;
import io.changeover.rollout.Steps;
import io.changeover.rollout.release.http.RealPulse;
import io.changeover.rollout.release.railway.RealRailway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A git checkout with a service that the stand-in for Railway's command line runs. */
final class RailwayShop implements AutoCloseable {
  private static final Path STAND_IN =
      Path.of("../examples/railway/stand-in/railway").toAbsolutePath().normalize();

  private static final Pause PAUSE = length -> TimeUnit.NANOSECONDS.sleep(length.toNanos());

  /** Serves the directory that it is started in, by the version's own server where it has one. */
  private static final String SERVE =
      """
      import os, sys, time
      while os.path.exists(sys.argv[1]):
          time.sleep(0.02)
      files = ["-m", "http.server", sys.argv[2], "--bind", "127.0.0.1"]
      own = ["server.py"] if os.path.exists("server.py") else files
      os.execv(sys.executable, [sys.executable, *own])
      """;

  private final Pulse pulse = RealPulse.create();
  final URI url;
  final Path token;
  private final Path state;
  private final Path checkout;
  private final Path held;
  private final UploadingRelease handler;

  RailwayShop(Path directory) throws Exception {
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port);
    state = directory.resolve("state");
    held = directory.resolve("held");
    checkout = Files.createDirectories(directory.resolve("checkout"));
    token = Files.writeString(directory.resolve("token"), "a-project-token\n");
    Files.createDirectories(state.resolve("services"));
    Path serve = Files.writeString(directory.resolve("serve.py"), SERVE);
    startBy(serve.toString(), held.toString(), Integer.toString(port));
    git("init", "-q", "-b", "main");
    ApplicationTarget application =
        new ApplicationTarget(new TargetName("shop"), url, Map.of(), Map.of(), null);
    handler =
        new UploadingRelease(
            RealRailway.of(
                List.of("/usr/bin/python3", "-B", STAND_IN.toString(), "--state", state.toString()),
                token,
                new OneWorkspace(new WorkspaceName("shop"), checkout)),
            new Switching(Steps.registered(application), this::pulse, PAUSE));
  }

  /** Nobody serves after the next switch until a pulse has seen that. */
  void holdUntilItIsSeen() throws IOException {
    Files.createFile(held);
  }

  private Pulse.Beat pulse(URI health) {
    Pulse.Beat beat = pulse.take(health);
    if (!beat.healthy()) {
      seen();
    }
    return beat;
  }

  private void seen() {
    try {
      Files.deleteIfExists(held);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says what Python runs for this service. */
  private void startBy(String... arguments) throws IOException {
    Files.writeString(
        state.resolve("services/web.json"),
        "{\"start\": [\"/usr/bin/python3\", \"%s\"], \"port\": %d}"
            .formatted(String.join("\", \"", arguments), url.getPort()));
  }

  /** Commits a version, and tags it. */
  void commit(String version, Map<String, String> files) throws Exception {
    Path web = checkout.resolve("web");
    if (Files.exists(web)) {
      git("rm", "-rq", "web");
    }
    Files.createDirectories(web);
    Files.writeString(web.resolve("health"), "{\"version\": \"%s\"}".formatted(version));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(web.resolve(file.getKey()), file.getValue());
    }
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", version);
    git("tag", version);
  }

  private void git(String... words) throws Exception {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    ToolResult result = LoneStepContext.first().tools().run(ToolCall.of(command).in(checkout));
    if (!result.succeeded()) {
      throw new IOException(result.output());
    }
  }

  Outcome run(Direction direction, String version, String previous) throws Exception {
    return run(direction, version, previous, Duration.ofSeconds(20));
  }

  Outcome run(Direction direction, String version, String previous, Duration within)
      throws Exception {
    Railway spec =
        new Railway(
            new WorkspaceName("shop"),
            "web",
            "production",
            version,
            previous,
            new RelativePath("web"),
            List.of(new HealthPoint(Steps.APP, new UrlPath("/health"))),
            within,
            3);
    return handler.handle(Steps.command(direction, spec), spec, LoneStepContext.first());
  }

  /** The version that answers. */
  String served() throws IOException {
    try (var body = url.resolve("/health").toURL().openStream()) {
      return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws Exception {
    LoneStepContext.first()
        .tools()
        .run(
            ToolCall.of(
                "/usr/bin/python3",
                "-B",
                STAND_IN.toString(),
                "--state",
                state.toString(),
                "stop-all"));
  }
}

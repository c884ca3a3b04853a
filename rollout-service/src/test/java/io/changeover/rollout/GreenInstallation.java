package io.changeover.rollout;

import io.changeover.contracts.Direction;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.Restart;
import io.changeover.contracts.step.StartInstance;
import io.changeover.contracts.step.StopInstance;
import io.changeover.embedded.FreePorts;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.Applications;
import io.changeover.rollout.http.RealHealth;
import io.changeover.rollout.linux.RealProcesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A green installation that is a real process, and the handler that starts and stops it. */
final class GreenInstallation implements AutoCloseable {
  static final String SECRET = "a-secret-of-the-database";

  private static final RolloutSettings SETTINGS =
      new RolloutSettings(new UrlPath("/health"), Duration.ofMillis(500), Duration.ofSeconds(5));

  final int port = FreePorts.next();
  final Path directory;
  final Path pidFile;
  final LoneStepContext context = LoneStepContext.first();
  private final Installation installation;
  private final StartingInstance handler;
  private final StoppingInstance stopping;
  private final RestartingInstance restarting;

  GreenInstallation(Path directory, int sick, String... options) {
    this(directory, Map.of(), sick, options);
  }

  GreenInstallation(Path directory, Map<String, String> environment, int sick, String... options) {
    this.directory = directory;
    this.pidFile = directory.resolve("run/green.pid");
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/python3", script(), Integer.toString(port), "" + sick));
    command.addAll(List.of(options));
    var variables = new java.util.HashMap<>(environment);
    variables.put("DATABASE_URL", "postgresql://tracehub:" + SECRET + "@127.0.0.1/tracehub");
    variables.put("QUEUE_URL", "amqp://tracehub:known-to-nobody@127.0.0.1/");
    installation =
        new Installation(
            URI.create("http://127.0.0.1:" + port),
            command,
            directory,
            variables,
            directory.resolve("logs/green.log"),
            pidFile);
    Secrets secrets = new Secrets();
    secrets.remember(SECRET);
    Pause pause = new RealPause();
    InstanceProcesses processes = RealProcesses.of(pause, SETTINGS, secrets);
    Health health = RealHealth.create();
    InstanceLife life =
        new InstanceLife(processes, health, new HealthWait(processes, health, pause));
    Applications applications = registered(installation);
    handler = new StartingInstance(applications, life);
    stopping = new StoppingInstance(applications, life);
    restarting =
        new RestartingInstance(
            applications,
            life,
            (asked, spec, unused) -> {
              throw new AssertionError("only instances are restarted here");
            });
  }

  private static Applications registered(Installation green) {
    return Steps.registered(
        new ApplicationTarget(
            Steps.NAME,
            URI.create("http://127.0.0.1:1"),
            Map.of(Instance.GREEN, green),
            Map.of(),
            null));
  }

  private static String script() {
    return Path.of("src/test/resources/installation.py").toAbsolutePath().toString();
  }

  Outcome run(Direction direction) throws Exception {
    return run(direction, Duration.ofSeconds(20));
  }

  Outcome run(Direction direction, Duration within) throws Exception {
    StartInstance spec =
        new StartInstance(Steps.APP, Instance.GREEN, new UrlPath("/health"), within);
    return handler.handle(Steps.command(direction, spec), spec, context);
  }

  Outcome stop(Direction direction) throws Exception {
    StopInstance spec =
        new StopInstance(Steps.APP, Instance.GREEN, new UrlPath("/health"), Duration.ofSeconds(20));
    return stopping.handle(Steps.command(direction, spec), spec, context);
  }

  Outcome restart(Direction direction) throws Exception {
    return restart(direction, Duration.ofSeconds(20));
  }

  Outcome restart(Direction direction, Duration within) throws Exception {
    Restart spec = new Restart(Steps.APP, Instance.GREEN, new UrlPath("/health"), within);
    return restarting.handle(Steps.command(direction, spec), spec, context);
  }

  long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile).getFirst());
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("logs/green.log"));
  }

  /** Leaves nothing behind, whatever a test has found. */
  @Override
  public void close() {
    String mark = "CHANGEOVER_PID_FILE=" + pidFile.toAbsolutePath();
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> environment(process.pid()).contains(mark))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static String environment(long pid) {
    try {
      return Files.readString(
          Path.of("/proc/" + pid + "/environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}

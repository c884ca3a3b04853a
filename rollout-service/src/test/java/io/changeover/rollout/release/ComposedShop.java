package io.changeover.rollout.release;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.ComposePart;
import io.changeover.contracts.step.ComposeService;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Restart;
import io.changeover.embedded.FreePorts;
import io.changeover.embedded.LocalDocker;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.rollout.Pause;
import io.changeover.rollout.Steps;
import io.changeover.rollout.release.docker.RealCompositions;
import io.changeover.rollout.release.http.RealPulse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A compose file with two services of one small image each, which a real engine runs. */
final class ComposedShop implements AutoCloseable {
  /** Serves what is in /www. */
  static final String WELL =
      "CMD [\"/bin/busybox\", \"httpd\", \"-f\", \"-p\", \"80\", \"-h\", \"/www\"]";

  /** Says why, and ends. */
  static final String DYING =
      "CMD [\"/bin/busybox\", \"sh\", \"-c\", \"echo no database; /bin/busybox sleep 0.2; exit 3\"]";

  /** Needs a file that is not there. */
  static final String UNBUILDABLE = "COPY not-there /";

  /** More than come in the seconds in which the flapping path is healthy. */
  static final int STEADY = 15;

  private static final int QUICKLY_STEADY = 3;

  private static final Pause PAUSE = length -> TimeUnit.NANOSECONDS.sleep(length.toNanos());

  final String project = "shop-" + FreePorts.next();
  final int port = FreePorts.next();
  private final int otherPort = FreePorts.next();
  private final @Nullable LocalDocker docker;
  private final Path directory;
  private final ComposingRelease handler;
  private final RestartingService restarting;

  ComposedShop(LocalDocker docker, Path directory) throws IOException {
    this(docker, directory, docker.environment().get("DOCKER_HOST"));
  }

  /** With an engine at that place, or none. */
  ComposedShop(@Nullable LocalDocker docker, Path directory, String host) throws IOException {
    this.docker = docker;
    this.directory = directory;
    Compositions compositions =
        RealCompositions.at(host, new OneWorkspace(new WorkspaceName("shop"), directory), docker());
    URI url = URI.create("http://127.0.0.1:" + port);
    ApplicationTarget application =
        new ApplicationTarget(new TargetName("shop"), url, Map.of(), Map.of(), null);
    Switching switching = new Switching(Steps.registered(application), RealPulse.create(), PAUSE);
    handler = new ComposingRelease(compositions, switching);
    restarting = new RestartingService(List.of(RealCompositions.supervisor(host)), switching);
    Files.copy(
        Path.of("/bin/busybox"), directory.resolve("busybox"), StandardCopyOption.REPLACE_EXISTING);
    file("image: " + project + "-web:${TAG}");
  }

  /** The real program, but for one question that {@link #loseImages} lets fail. */
  private String docker() throws IOException {
    Path program = directory.resolve("docker");
    Files.writeString(
        program,
        """
        #!/bin/sh
        if [ -e %s ] && [ "$1 $2" = "image inspect" ]; then
          echo 'Error response from daemon: database is locked' >&2
          exit 1
        fi
        exec docker "$@"
        """
            .formatted(imagesLost()));
    program.toFile().setExecutable(true);
    return program.toString();
  }

  private Path imagesLost() {
    return directory.resolve("images-lost");
  }

  /** The engine cannot tell of any image; everything else works. */
  void loseImages() throws IOException {
    Files.createFile(imagesLost());
  }

  void findImages() throws IOException {
    Files.delete(imagesLost());
  }

  /** Writes the compose file, with that image for the service web. */
  void file(String image) throws IOException {
    Files.writeString(
        directory.resolve("docker-compose.yml"),
        """
        services:
          web:
            build: .
            %s
            ports: ["127.0.0.1:%d:80"]
            stop_signal: SIGKILL
          other:
            build: .
            image: %s-other:${TAG}
            ports: ["127.0.0.1:%d:80"]
            stop_signal: SIGKILL
        """
            .formatted(image, port, project, otherPort));
  }

  /** The sources of a version become those of that tag. */
  void source(String version, String command) throws IOException {
    Files.writeString(directory.resolve("health"), "{\"version\": \"%s\"}".formatted(version));
    Files.writeString(directory.resolve("flapping"), FLAPPING);
    Files.writeString(
        directory.resolve("Dockerfile"),
        """
        FROM scratch
        COPY busybox /bin/busybox
        COPY health /www/health
        COPY --chmod=755 flapping /www/cgi-bin/flapping
        %s
        """
            .formatted(command)
            .replace("--chmod=755 ", ""));
    directory.resolve("flapping").toFile().setExecutable(true);
  }

  /** Healthy in every other second. */
  private static final String FLAPPING =
      """
      #!/bin/busybox sh
      case $(/bin/busybox date +%s) in
        *[02468]) printf 'HTTP/1.0 200 OK\\r\\n\\r\\n{}' ;;
        *) printf 'HTTP/1.0 503 Unavailable\\r\\n\\r\\n{}' ;;
      esac
      """;

  Outcome run(Direction direction, String version) throws Exception {
    return run(direction, version, null, "/health", Duration.ofSeconds(30));
  }

  /** One service of the file alone. */
  Outcome runOnly(String service, Direction direction, String version) throws Exception {
    return handle(
        direction, spec(version, List.of(service), null, Duration.ofSeconds(30), "/health"));
  }

  /** Asks several paths of the one application. */
  Outcome asking(String version, Duration within, String... paths) throws Exception {
    return handle(Direction.FORWARD, spec(version, null, null, within, paths));
  }

  Outcome run(
      Direction direction,
      String version,
      @Nullable ComposePart only,
      String health,
      Duration within)
      throws Exception {
    return handle(direction, spec(version, null, only, within, health));
  }

  private Compose spec(
      String version,
      @Nullable List<String> services,
      @Nullable ComposePart only,
      Duration within,
      String... paths) {
    return new Compose(
        new WorkspaceName("shop"),
        project,
        version,
        null,
        services,
        only,
        Stream.of(paths).map(path -> new HealthPoint(Steps.APP, new UrlPath(path))).toList(),
        within,
        Stream.of(paths).allMatch("/health"::equals) ? QUICKLY_STEADY : STEADY);
  }

  private Outcome handle(Direction direction, Compose spec) throws Exception {
    return handler.handle(command(direction, spec.version(), spec), spec, LoneStepContext.first());
  }

  /** Restarts a service of the project. */
  Outcome restart(String service) throws Exception {
    Restart spec =
        new Restart(
            Steps.APP,
            null,
            new ComposeService(project, service),
            null,
            new UrlPath("/health"),
            Duration.ofSeconds(20));
    return restarting.restart(
        Steps.command(Direction.FORWARD, spec), spec, LoneStepContext.first());
  }

  /** When the containers were started, as the engine tells. */
  Set<String> startTimes() {
    return Set.copyOf(
        docker
            .docker(
                "inspect",
                "--format={{.State.StartedAt}}",
                project + "_web_1",
                project + "_other_1")
            .lines()
            .toList());
  }

  /** Each version has a deployment of its own. */
  private static StepCommand command(Direction direction, String version, Compose spec) {
    StepCommand one = Steps.command(direction, spec);
    DeploymentId deployment = new DeploymentId("dep-000000" + version);
    return new StepCommand(
        CommandId.of(deployment, one.step(), direction, 1),
        deployment,
        one.step(),
        direction,
        1,
        one.severity(),
        one.timeout(),
        one.targets(),
        one.evidence(),
        spec);
  }

  /** The images of what runs, as the engine tells. */
  Set<String> running() {
    return Set.copyOf(
        docker
            .docker(
                "ps", "--filter=label=com.docker.compose.project=" + project, "--format={{.Image}}")
            .lines()
            .toList());
  }

  /** The version that answers. */
  String served() throws IOException {
    URI health = URI.create("http://127.0.0.1:%d/health".formatted(port));
    try (InputStream body = health.toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Set<String> both(String version) {
    return Set.of(project + "-web:" + version, project + "-other:" + version);
  }

  @Override
  public void close() {
    if (docker != null) {
      docker.run(
          Duration.ofMinutes(1),
          directory,
          List.of("env", "TAG=v1", "docker-compose", "-p", project, "down", "-t", "0"));
    }
  }
}

package io.changeover.rollout.release.docker;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.Composition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One project, through the command line. What runs is asked of the engine, not of Compose. */
final class DockerComposition implements Composition {
  private static final String LABEL = "com.docker.compose.";

  /** How much of a container's log a failure shows, in lines. */
  private static final String LOG_LINES = "40";

  /** The engine's own words for what it does not have. */
  private static final String NO_IMAGE = "no such image";

  private static final String NO_CONTAINER = "no such container";

  private final JsonMapper json = JsonMapper.shared();
  private final DockerCalls calls;
  private final String project;
  private final List<String> services;

  /**
   * A project.
   *
   * @param services those that the step is about; all when empty
   */
  DockerComposition(DockerCalls calls, String project, List<String> services) {
    this.calls = calls;
    this.project = project;
    this.services = services;
  }

  @Override
  public Map<String, String> images(String tag) throws StepFailure, InterruptedException {
    DockerCalls.Said said = calls.compose(tag, List.of("config"));
    if (!said.result().succeeded()) {
      throw new StepFailure(
          new FailureReason(
              FailureCode.REFUSED,
              "Compose does not take the file.",
              "Repair it; nothing was changed.",
              said.result().output()));
    }
    Map<String, String> images = ComposeConfiguration.builtImages(said.stdout());
    for (String service : services) {
      if (!images.containsKey(service)) {
        throw new StepFailure(
            FailureCode.REFUSED,
            "The compose file builds no service '%s'.".formatted(service),
            "It builds: %s.".formatted(String.join(", ", images.keySet())));
      }
    }
    if (!services.isEmpty()) {
      images.keySet().retainAll(services);
    }
    return images;
  }

  @Override
  public List<Container> containers() throws StepFailure, InterruptedException {
    String listed =
        calls.dockerOrFail(
            "The containers cannot be listed",
            "ps",
            "-aq",
            "--filter",
            "label=" + LABEL + "project=" + project);
    List<String> command = new ArrayList<>(List.of("inspect", "--type", "container"));
    listed.lines().forEach(command::add);
    if (listed.isBlank()) {
      return List.of();
    }
    DockerCalls.Said said = calls.docker(command.toArray(String[]::new));
    // One that has vanished since makes the exit code 1; the others are told nevertheless.
    if (!said.result().succeeded() && !saysOnly(NO_CONTAINER, said.result())) {
      throw DockerCalls.failed("The containers cannot be looked at", said.result());
    }
    return json.readTree(said.stdout())
        .valueStream()
        .filter(one -> !label(one, "oneoff").equalsIgnoreCase("true"))
        .map(DockerComposition::container)
        .toList();
  }

  /** Whether that is why, and nothing else: a failure of any other kind tells nothing. */
  private static boolean saysOnly(String reason, ToolResult asked) {
    List<String> lines = asked.output().toLowerCase(Locale.ROOT).lines().toList();
    return lines.stream().anyMatch(line -> line.contains(reason))
        && lines.stream()
            .filter(line -> line.startsWith("error"))
            .allMatch(line -> line.contains(reason));
  }

  private static Container container(JsonNode one) {
    JsonNode state = one.path("State");
    return new Container(
        one.path("Id").asString(),
        label(one, "service"),
        one.path("Config").path("Image").asString(),
        one.path("Image").asString(),
        state.path("Status").asString(),
        state.path("Health").path("Status").asStringOpt(),
        one.path("RestartCount").asInt(0),
        state.path("ExitCode").asInt(0));
  }

  private static String label(JsonNode one, String name) {
    return one.path("Config").path("Labels").path(LABEL + name).asString("");
  }

  @Override
  public void build(String tag) throws StepFailure, InterruptedException {
    compose(tag, "The images could not be built", List.of("build"), services);
  }

  @Override
  public void up(String tag, Collection<String> which) throws StepFailure, InterruptedException {
    compose(tag, "The containers could not be started", List.of("up", "-d", "--no-build"), which);
  }

  @Override
  public void remove(Collection<String> which, String tag)
      throws StepFailure, InterruptedException {
    List<String> command = List.of("rm", "--stop", "--force");
    compose(tag, "The containers could not be removed", command, which);
  }

  private void compose(String tag, String failure, List<String> command, Collection<String> which)
      throws StepFailure, InterruptedException {
    DockerCalls.Said said =
        calls.compose(tag, Stream.concat(command.stream(), which.stream()).toList());
    if (!said.result().succeeded()) {
      throw failed(failure, said);
    }
  }

  /** A build tells on standard output what it does, and only there which step failed. */
  private static StepFailure failed(String failure, DockerCalls.Said said) {
    FailureReason reason = DockerCalls.failed(failure, said.result()).reason();
    String told = said.stdout();
    String end = told.substring(Math.max(0, told.length() - FailureReason.LONGEST_DETAIL / 2));
    return new StepFailure(
        new FailureReason(
            reason.code(), reason.message(), reason.whatToDo(), end + "\n" + reason.detail()));
  }

  @Override
  public boolean has(String image) throws StepFailure, InterruptedException {
    ToolResult asked = calls.docker("image", "inspect", image).result();
    if (!asked.succeeded() && !saysOnly(NO_IMAGE, asked)) {
      throw DockerCalls.failed("Whether there is an image %s is not known".formatted(image), asked);
    }
    return asked.succeeded();
  }

  @Override
  public List<String> namesOf(String image) throws StepFailure, InterruptedException {
    JsonNode told =
        json.readTree(calls.dockerOrFail("There is no image " + image, "image", "inspect", image));
    return told.path(0).path("RepoTags").valueStream().map(JsonNode::asString).toList();
  }

  @Override
  public void tag(String image, String name) throws StepFailure, InterruptedException {
    calls.dockerOrFail("The image %s could not be tagged".formatted(image), "tag", image, name);
  }

  @Override
  public String log(Container container) throws StepFailure, InterruptedException {
    DockerCalls.Said said = calls.docker("logs", "--tail", LOG_LINES, container.id());
    return said.stdout() + said.result().output();
  }
}

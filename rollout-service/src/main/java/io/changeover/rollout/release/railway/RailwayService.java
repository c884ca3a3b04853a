package io.changeover.rollout.release.railway;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.step.Railway;
import io.changeover.kit.process.ToolResult;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.RailwayServices.Deployment;
import io.changeover.rollout.release.RailwayServices.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One service, through the command line. What is uploaded comes from git, not from the files. */
final class RailwayService implements Service {
  /** How many deployments are looked at; more than can come in while a step waits. */
  private static final String NEWEST = "20";

  /** How much of each log a failure shows, in lines. */
  private static final String LOG_LINES = "40";

  private final JsonMapper json = JsonMapper.shared();
  private final Railway spec;
  private final RailwayCalls calls;

  RailwayService(Railway spec, RailwayCalls calls) {
    this.spec = spec;
    this.calls = calls;
  }

  @Override
  public Duration betweenLooks() {
    return calls.settings().betweenLooks();
  }

  @Override
  public List<Deployment> deployments() throws StepFailure, InterruptedException {
    String told =
        calls.railway(
            "Railway does not list the deployments of " + spec.service() + ".",
            here("deployment", "list", "--limit", NEWEST, "--json"));
    try {
      return json.readTree(told)
          .valueStream()
          .map(one -> new Deployment(one.path("id").asString(), one.path("status").asString()))
          .toList();
    } catch (JacksonException notJson) {
      throw RailwayCalls.failed(
          FailureCode.TOOL_FAILED, "Railway's list of deployments is not JSON.", told);
    }
  }

  @Override
  public boolean has(String version) throws StepFailure, InterruptedException {
    return calls
        .other("git", "rev-parse", "--verify", "--quiet", "--end-of-options", tree(version))
        .succeeded();
  }

  private String tree(String version) {
    RelativePath directory = spec.directory();
    return version + (directory == null ? "^{tree}" : ":" + directory);
  }

  @Override
  public void upload(String version) throws StepFailure, InterruptedException {
    if (!has(version)) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The workspace has no version %s.".formatted(tree(version)),
          "Fetch the tags into the workspace, and look at the step's 'directory'.");
    }
    try {
      Path place = Files.createTempDirectory("railway-");
      try {
        send(version, place);
      } finally {
        delete(place);
      }
    } catch (IOException unwritable) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The version cannot be laid out for the upload: " + unwritable.getMessage(),
          "Look at the free space of the temporary directory.",
          unwritable);
    }
  }

  private void send(String version, Path place)
      throws IOException, StepFailure, InterruptedException {
    Path archive = place.resolve("version.tar");
    Path source = Files.createDirectory(place.resolve("source"));
    orFail(calls.other("git", "archive", "--format=tar", "-o", archive.toString(), tree(version)));
    orFail(calls.other("tar", "-xf", archive.toString(), "-C", source.toString()));
    List<String> command = new ArrayList<>(List.of("up", source.toString(), "--path-as-root"));
    // What git holds is what is wanted, also where .gitignore would pass over it.
    command.addAll(List.of("--no-gitignore", "--detach", "--message", version));
    calls.railway(
        "Railway did not take %s of %s.".formatted(version, spec.service()),
        here(command.toArray(String[]::new)));
  }

  private static void orFail(ToolResult result) throws StepFailure {
    if (!result.succeeded()) {
      throw RailwayCalls.failed(
          FailureCode.TOOL_FAILED, "The version could not be laid out.", result.output());
    }
  }

  @Override
  public String log(Deployment deployment) throws StepFailure, InterruptedException {
    String failure = "Railway shows no log.";
    return calls.railway(failure, here("logs", deployment.id(), "--build", "--lines", LOG_LINES))
        + calls.railway(failure, here("logs", deployment.id(), "--lines", LOG_LINES));
  }

  private List<String> here(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    command.addAll(List.of("--service", spec.service()));
    if (spec.environment() != null) {
      command.addAll(List.of("--environment", spec.environment()));
    }
    return command;
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

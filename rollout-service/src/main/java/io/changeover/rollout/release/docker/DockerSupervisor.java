package io.changeover.rollout.release.docker;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.ComposeService;
import io.changeover.contracts.step.Restart;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.rollout.release.Composition.Container;
import io.changeover.rollout.release.Supervisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Restarts the containers of a compose service; no compose file is needed for that. */
@Component
final class DockerSupervisor implements Supervisor {
  private final DockerSettings settings;

  DockerSupervisor(DockerSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Service> find(Restart spec, Tools tools)
      throws StepFailure, InterruptedException {
    ComposeService wanted = spec.compose();
    if (wanted == null) {
      return Optional.empty();
    }
    DockerCalls calls = new DockerCalls(settings, List.of(), Path.of("/"), tools);
    DockerComposition project = new DockerComposition(calls, wanted.project(), List.of());
    return Optional.of(new Containers(calls, project, wanted));
  }

  /** The containers of one service. */
  private record Containers(DockerCalls calls, DockerComposition project, ComposeService wanted)
      implements Service {
    private List<Container> all() throws StepFailure, InterruptedException {
      List<Container> own =
          project.containers().stream()
              .filter(each -> each.service().equals(wanted.service()))
              .toList();
      if (own.isEmpty()) {
        throw new StepFailure(
            FailureCode.NOT_REGISTERED,
            "The engine has no container of %s.".formatted(wanted),
            "Look at the project and the service in the step, and at docker ps.");
      }
      return own;
    }

    @Override
    public String name() {
      return "compose service " + wanted;
    }

    @Override
    public void restart() throws StepFailure, InterruptedException {
      List<String> command = new ArrayList<>(List.of("restart"));
      all().forEach(each -> command.add(each.id()));
      calls.dockerOrFail(name() + " could not be restarted", command.toArray(String[]::new));
    }

    @Override
    public Optional<String> missing() throws StepFailure, InterruptedException {
      return all().stream()
          .filter(each -> !each.well())
          .map(each -> each.service() + " is " + each.health().orElse(each.status()))
          .findFirst();
    }

    @Override
    public String log() throws StepFailure, InterruptedException {
      return project.log(all().getFirst());
    }
  }
}

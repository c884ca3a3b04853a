package io.changeover.rollout.release.docker;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.Compose;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Workspaces;
import io.changeover.rollout.release.Composition;
import io.changeover.rollout.release.Compositions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Through the programs docker and docker-compose, or docker's plugin compose. */
@Component
final class DockerCompositions implements Compositions {
  private final Workspaces workspaces;
  private final DockerSettings settings;

  DockerCompositions(Workspaces workspaces, DockerSettings settings) {
    this.workspaces = workspaces;
    this.settings = settings;
  }

  @Override
  public Composition open(Compose spec, Tools tools) throws StepFailure, InterruptedException {
    Path workspace = workspaces.get(spec.workspace());
    Path file = workspace.resolve(Objects.requireNonNull(spec.file()).value());
    if (!Files.isRegularFile(file)) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is no compose file %s.".formatted(file),
          "Look at the step's 'file' and at the workspace.");
    }
    List<String> compose = new ArrayList<>(program(tools));
    compose.addAll(List.of("-p", spec.project(), "-f", file.toString()));
    DockerCalls calls = new DockerCalls(settings, compose, workspace, tools);
    calls.dockerOrFail("docker version failed", "version", "--format", "{{.Server.Version}}");
    return new DockerComposition(calls, spec.project(), List.copyOf(spec.services()));
  }

  private List<String> program(Tools tools) throws StepFailure, InterruptedException {
    if (!settings.compose().isEmpty()) {
      return settings.compose();
    }
    List<String> plugin = new ArrayList<>(settings.command());
    plugin.add("compose");
    List<String> asked = new ArrayList<>(plugin);
    asked.add("version");
    return tools.run(ToolCall.of(asked)).succeeded() ? plugin : List.of("docker-compose");
  }
}

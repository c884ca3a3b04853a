package io.changeover.rollout.release.railway;

import io.changeover.contracts.step.Railway;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.Workspaces;
import io.changeover.rollout.release.RailwayServices;
import org.springframework.stereotype.Component;

/** Through the program railway, as docs.railway.com/cli documents it. */
@Component
final class CommandLineRailway implements RailwayServices {
  private final Workspaces workspaces;
  private final RailwaySettings settings;

  CommandLineRailway(Workspaces workspaces, RailwaySettings settings) {
    this.workspaces = workspaces;
    this.settings = settings;
  }

  @Override
  public Service open(Railway spec, Tools tools) throws StepFailure {
    return new RailwayService(
        spec, new RailwayCalls(settings, workspaces.get(spec.workspace()), tools));
  }
}

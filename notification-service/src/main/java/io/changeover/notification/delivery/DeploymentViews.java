package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.view.DeploymentView;
import java.util.Optional;

/** The views of all deployments. */
public interface DeploymentViews {
  /** The view, locked for the caller's transaction; an unknown one when there is none yet. */
  DeploymentView lock(DeploymentId deployment);

  /** Keeps a view that was locked. */
  void save(DeploymentView view);

  Optional<DeploymentView> find(DeploymentId deployment);
}

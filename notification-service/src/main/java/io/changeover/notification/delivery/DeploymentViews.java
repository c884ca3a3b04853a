package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.view.DeploymentView;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The views of all deployments. */
public interface DeploymentViews {
  /**
   * The views, locked for the caller's transaction in a fixed order; an unknown one where there is
   * none yet.
   */
  Map<DeploymentId, DeploymentView> lock(Collection<DeploymentId> deployments);

  /** Keeps views that were locked. */
  void save(Collection<DeploymentView> views);

  Optional<DeploymentView> find(DeploymentId deployment);
}

package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.core.Deployment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Folded states by the hash of the event that they end with, so that a deployment is not folded
 * again from its first event for every report. A state of another hash is never used: what was
 * rolled back, or what another orchestrator has appended, is folded from the log.
 */
final class Snapshots {
  /** The most states that are kept; the least recently used goes first. */
  static final int MOST = 2_000;

  private final Map<DeploymentId, Snapshot> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeploymentId, Snapshot> eldest) {
          return size() > MOST;
        }
      };

  private record Snapshot(Digest hash, Deployment state) {}

  synchronized Optional<Deployment> at(DeploymentId id, Digest hash) {
    return Optional.ofNullable(kept.get(id))
        .filter(snapshot -> snapshot.hash().equals(hash))
        .map(Snapshot::state);
  }

  synchronized void keep(Digest hash, Deployment state) {
    kept.put(state.id(), new Snapshot(hash, state));
  }
}

package io.changeover.orchestrator.deployment.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.core.Deployment;
import io.changeover.core.Evolution;
import io.changeover.orchestrator.deployment.Change;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.deployment.Filter;
import io.changeover.orchestrator.deployment.HashChain;
import io.changeover.orchestrator.deployment.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/** Deployments in PostgreSQL: the log, the row that is locked, and what is to be sent. */
public class JdbcDeployments implements Deployments {
  /** The most events that are read at once. */
  static final int MOST_EVENTS = 1_000_000;

  private final DeploymentRows rows;
  private final EventRows events;
  private final HashChain chain;
  private final Snapshots snapshots;
  private final Sending sending;

  JdbcDeployments(
      DeploymentRows rows,
      EventRows events,
      HashChain chain,
      Snapshots snapshots,
      Sending sending) {
    this.rows = rows;
    this.events = events;
    this.chain = chain;
    this.snapshots = snapshots;
    this.sending = sending;
  }

  @Override
  public Map<DeploymentId, Deployment> lock(Collection<DeploymentId> ids) {
    Map<DeploymentId, Deployment> locked = new LinkedHashMap<>();
    for (DeploymentRows.Head head : rows.lock(ids)) {
      locked.put(head.id(), state(head));
    }
    return locked;
  }

  @Override
  public Optional<Deployment> find(DeploymentId id) {
    return rows.head(id).map(this::state);
  }

  private Deployment state(DeploymentRows.Head head) {
    return snapshots
        .at(head.id(), head.lastHash())
        .orElseGet(() -> fold(head.id(), head.sequence(), head.lastHash()));
  }

  private Deployment fold(DeploymentId id, long sequence, Digest hash) {
    List<DeploymentEvent> log = new ArrayList<>();
    for (LoggedEvent event : events.after(id, 0, MOST_EVENTS)) {
      if (event.sequence() <= sequence) {
        log.add(event.event());
      }
    }
    Deployment state = Evolution.fold(id, log);
    snapshots.keep(hash, state);
    return state;
  }

  @Override
  @Transactional
  public void create(Change change) throws TargetBusy {
    Deployment next = change.next();
    List<LoggedEvent> logged = chain.follow(next.id(), 0, HashChain.START, change.events());
    rows.insert(next, change.dueAt(), logged.getLast().hash());
    for (TargetName target : next.plan().targets().values()) {
      Optional<DeploymentId> by = rows.take(target, next.id());
      if (by.isPresent()) {
        throw new TargetBusy(target, by.get());
      }
    }
    events.insert(logged);
    written(List.of(change), logged);
  }

  @Override
  public void append(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<LoggedEvent> logged = new ArrayList<>();
    List<DeploymentRows.Update> updates = new ArrayList<>();
    Map<DeploymentId, DeploymentRows.Head> heads =
        rows.heads(changes.stream().map(change -> change.next().id()).toList());
    for (Change change : changes) {
      DeploymentRows.Head head = heads.get(change.next().id());
      if (head == null) {
        throw new IllegalStateException("there is no deployment " + change.next().id());
      }
      List<LoggedEvent> follow =
          chain.follow(head.id(), head.sequence(), head.lastHash(), change.events());
      logged.addAll(follow);
      Digest last = follow.isEmpty() ? head.lastHash() : follow.getLast().hash();
      updates.add(new DeploymentRows.Update(change.next(), change.dueAt(), last));
    }
    events.insert(logged);
    rows.update(updates);
    written(changes, logged);
  }

  private void written(List<Change> changes, List<LoggedEvent> logged) {
    Map<DeploymentId, Digest> hashes = new LinkedHashMap<>();
    logged.forEach(event -> hashes.put(event.deployment(), event.hash()));
    sending.afterCommit(
        changes,
        change -> {
          Digest hash = hashes.get(change.next().id());
          if (hash != null) {
            snapshots.keep(hash, change.next());
          }
        });
    sending.send(changes, logged);
  }

  @Override
  public List<LoggedEvent> events(DeploymentId id, long after, int limit) {
    return events.after(id, after, limit);
  }

  @Override
  public List<Deployment> lockDue(Instant now, int limit) {
    return rows.lockDue(now, limit).stream().map(this::state).toList();
  }

  @Override
  public Optional<Instant> nextDue() {
    return rows.nextDue();
  }

  @Override
  public List<Listed> list(Filter filter) {
    return rows.list(filter);
  }
}

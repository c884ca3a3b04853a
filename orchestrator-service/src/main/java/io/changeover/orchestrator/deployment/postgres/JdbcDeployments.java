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
import io.changeover.orchestrator.deployment.Locked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deployments in PostgreSQL: the log, the row that is locked, and what is to be sent. */
final class JdbcDeployments implements Deployments {
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
  public Map<DeploymentId, Locked> lock(Collection<DeploymentId> ids) {
    Map<DeploymentId, Locked> locked = new LinkedHashMap<>();
    for (DeploymentRows.Head head : rows.lock(ids)) {
      locked.put(head.id(), locked(head));
    }
    return locked;
  }

  private Locked locked(DeploymentRows.Head head) {
    return new Locked(state(head), head.lastHash());
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
  public void create(Change change) throws TargetBusy {
    Deployment next = change.next();
    List<HashChain.Link> links = chain.follow(change);
    rows.insert(next, change.dueAt(), links.getLast().event().hash());
    // In one order everywhere, so that two of them never wait for each other.
    for (TargetName target : new TreeSet<>(next.plan().targets().values())) {
      Optional<DeploymentId> by = rows.take(target, next.id());
      if (by.isPresent()) {
        throw new TargetBusy(target, by.get());
      }
    }
    write(List.of(change), links);
  }

  @Override
  public void append(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<HashChain.Link> links = new ArrayList<>();
    List<DeploymentRows.Update> updates = new ArrayList<>(changes.size());
    for (Change change : changes) {
      List<HashChain.Link> follow = chain.follow(change);
      links.addAll(follow);
      Digest last = follow.isEmpty() ? change.follows() : follow.getLast().event().hash();
      updates.add(new DeploymentRows.Update(change.next(), change.dueAt(), last));
    }
    rows.update(updates);
    write(changes, links);
  }

  private void write(List<Change> changes, List<HashChain.Link> links) {
    events.insert(links);
    Map<DeploymentId, List<HashChain.Link>> byDeployment =
        links.stream().collect(Collectors.groupingBy(link -> link.event().deployment()));
    sending.afterCommit(
        changes, byDeployment, change -> keep(change, byDeployment.get(change.id())));
    sending.send(changes, links);
  }

  private void keep(Change change, @Nullable List<HashChain.Link> links) {
    if (links != null) {
      snapshots.keep(links.getLast().event().hash(), change.next());
    }
  }

  @Override
  public List<LoggedEvent> events(DeploymentId id, long after, int limit) {
    return events.after(id, after, limit);
  }

  @Override
  public List<Locked> lockDue(Instant now, int limit) {
    return rows.lockDue(now, limit).stream().map(this::locked).toList();
  }

  @Override
  public List<DeploymentId> due(Instant now, int limit) {
    return rows.due(now, limit);
  }

  @Override
  public void defer(DeploymentId id, Instant until) {
    rows.defer(id, until);
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

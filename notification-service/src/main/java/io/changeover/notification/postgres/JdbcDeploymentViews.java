package io.changeover.notification.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.json.Json;
import io.changeover.notification.delivery.DeploymentViews;
import io.changeover.notification.view.DeploymentView;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Views as JSON, one row for each deployment. */
@Repository
class JdbcDeploymentViews implements DeploymentViews {
  private static final String CREATE =
      """
      INSERT INTO deployment_view (deployment_id, sequence, view)
      SELECT deployment_id, 0, view FROM unnest(?::text[], ?::text[]) AS added (deployment_id, view)
      ON CONFLICT DO NOTHING
      """;
  private static final String LOCK =
      """
      SELECT deployment_id, view FROM deployment_view WHERE deployment_id = ANY (?::text[])
      ORDER BY deployment_id FOR UPDATE
      """;
  private static final String FIND =
      "SELECT view FROM deployment_view WHERE deployment_id = ? AND sequence > 0";
  private static final String SAVE =
      """
      UPDATE deployment_view SET sequence = changed.sequence, view = changed.view
      FROM unnest(?::text[], ?::bigint[], ?::text[]) AS changed (deployment_id, sequence, view)
      WHERE deployment_view.deployment_id = changed.deployment_id
      """;

  private final JdbcClient jdbc;

  JdbcDeploymentViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<DeploymentId, DeploymentView> lock(Collection<DeploymentId> deployments) {
    Set<DeploymentId> missing = new TreeSet<>(Comparator.comparing(DeploymentId::value));
    missing.addAll(deployments);
    Map<DeploymentId, DeploymentView> locked = lockKnown(missing);
    missing.removeAll(locked.keySet());
    if (!missing.isEmpty()) {
      create(missing);
      locked.putAll(lockKnown(missing));
    }
    return locked;
  }

  private Map<DeploymentId, DeploymentView> lockKnown(Set<DeploymentId> ids) {
    Map<DeploymentId, DeploymentView> locked = new HashMap<>();
    jdbc.sql(LOCK)
        .param(texts(ids, DeploymentId::value))
        .query(row -> {
          locked.put(new DeploymentId(row.getString(1)), read(row.getString(2)));
        });
    return locked;
  }

  private void create(Set<DeploymentId> ids) {
    String[] unknown = texts(ids, id -> Json.canonical(DeploymentView.unknown(id)));
    jdbc.sql(CREATE).params(texts(ids, DeploymentId::value), unknown).update();
  }

  @Override
  public void save(Collection<DeploymentView> views) {
    if (views.isEmpty()) {
      return;
    }
    jdbc.sql(SAVE)
        .params(
            texts(views, view -> view.id().value()),
            views.stream().map(DeploymentView::sequence).toArray(Long[]::new),
            texts(views, Json::canonical))
        .update();
  }

  private static <T> String[] texts(Collection<T> from, Function<T, String> text) {
    return from.stream().map(text).toArray(String[]::new);
  }

  @Override
  public Optional<DeploymentView> find(DeploymentId deployment) {
    return jdbc.sql(FIND)
        .param(deployment.value())
        .query(String.class)
        .optional()
        .map(JdbcDeploymentViews::read);
  }

  private static DeploymentView read(String json) {
    return Json.mapper().readValue(json, DeploymentView.class);
  }
}

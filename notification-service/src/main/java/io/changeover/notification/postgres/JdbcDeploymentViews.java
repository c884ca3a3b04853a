package io.changeover.notification.postgres;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.json.Json;
import io.changeover.notification.delivery.DeploymentViews;
import io.changeover.notification.view.DeploymentView;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Views as JSON, one row for each deployment. */
@Repository
class JdbcDeploymentViews implements DeploymentViews {
  private static final String CREATE =
      """
      INSERT INTO deployment_view (deployment_id, sequence, view) VALUES (?, 0, ?)
      ON CONFLICT DO NOTHING
      """;
  private static final String LOCK =
      "SELECT view FROM deployment_view WHERE deployment_id = ? FOR UPDATE";
  private static final String FIND =
      "SELECT view FROM deployment_view WHERE deployment_id = ? AND sequence > 0";
  private static final String SAVE =
      "UPDATE deployment_view SET sequence = ?, view = ? WHERE deployment_id = ?";

  private final JdbcClient jdbc;

  JdbcDeploymentViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public DeploymentView lock(DeploymentId deployment) {
    String unknown = Json.canonical(DeploymentView.unknown(deployment));
    jdbc.sql(CREATE).params(deployment.value(), unknown).update();
    return read(jdbc.sql(LOCK).param(deployment.value()).query(String.class).single());
  }

  @Override
  public void save(DeploymentView view) {
    jdbc.sql(SAVE).params(view.sequence(), Json.canonical(view), view.id().value()).update();
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

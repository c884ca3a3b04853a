package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.client.Server;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Does in the demo what people do otherwise: agrees as somebody other than who has started the
 * deployment, and completes tasks under its own name, so that the log tells it from people.
 */
final class Autopilot implements Consumer<JsonNode> {
  private final Server approver;
  private final Server autopilot;
  private final Runnable beforeApproval;
  private final Set<String> done = new HashSet<>();

  Autopilot(Server approver, Server autopilot) {
    this(approver, autopilot, () -> {});
  }

  /**
   * @param beforeApproval is done before each agreement
   */
  Autopilot(Server approver, Server autopilot, Runnable beforeApproval) {
    this.approver = approver;
    this.autopilot = autopilot;
    this.beforeApproval = beforeApproval;
  }

  @Override
  public void accept(JsonNode view) {
    String path = "deployments/" + view.path("id").asString();
    for (JsonNode task : view.path("openTasks")) {
      String id = task.path("id").asString();
      if (!task.path("kind").asString().equals("decision") && done.add(id)) {
        complete(
            path,
            id,
            task.path("kind").asString(),
            view.path("planDigest").asString(),
            waived(view));
      }
    }
  }

  private static List<String> waived(JsonNode view) {
    return List.copyOf(view.path("waive").propertyNames());
  }

  private void complete(
      String path, String task, String kind, String digest, List<String> accepted) {
    try {
      if (kind.equals("approval")) {
        beforeApproval.run();
        approver.post(
            path + "/approvals",
            Map.of(
                "planDigest",
                digest,
                "reason",
                "the demo agrees in theo's place",
                "accept",
                accepted));
      } else {
        autopilot.post(
            path + "/tasks/" + task + "/completion",
            Map.of("outcome", "done", "note", "completed by the demo; nobody has looked"));
      }
    } catch (CliFailure overtaken) {
      // The task was withdrawn meanwhile, because the deployment went another way.
      done.add(task);
    }
  }
}

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
  private static final Set<String> OVERTAKEN =
      Set.of("no-such-task", "wrong-state", "deployment-ended");

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
      if (done.contains(id)) {
        continue;
      }
      switch (task.path("kind").asString()) {
        case "decision" -> {}
        case "approval" -> agree(path, view);
        default -> complete(path, id);
      }
    }
  }

  /** One agreement answers every role that is asked for: whoever agrees here has them all. */
  private void agree(String path, JsonNode view) {
    for (JsonNode task : view.path("openTasks")) {
      if (task.path("kind").asString().equals("approval")) {
        done.add(task.path("id").asString());
      }
    }
    beforeApproval.run();
    unlessOvertaken(() ->
        approver.post(
            path + "/approvals",
            Map.of(
                "planDigest",
                view.path("planDigest").asString(),
                "reason",
                "the demo agrees in theo's place",
                "accept",
                waived(view))));
  }

  private static List<String> waived(JsonNode view) {
    return List.copyOf(view.path("waive").propertyNames());
  }

  private void complete(String path, String task) {
    done.add(task);
    unlessOvertaken(() ->
        autopilot.post(
            path + "/tasks/" + task + "/completion",
            Map.of("outcome", "done", "note", "completed by the demo; nobody has looked")));
  }

  /**
   * A task may have been withdrawn meanwhile, because the deployment went another way. Any other
   * refusal ends the demo: nobody else would answer, and it would wait for ever.
   */
  private static void unlessOvertaken(Runnable answer) {
    try {
      answer.run();
    } catch (CliFailure refused) {
      if (!OVERTAKEN.contains(refused.code())) {
        throw refused;
      }
    }
  }
}

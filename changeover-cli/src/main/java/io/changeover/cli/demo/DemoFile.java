package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an example says about its demo, in demo.json.
 *
 * @param plan the plan's text
 * @param targets the text of what the services know by name, with its places not filled in
 * @param rows how large the sample is when nobody says
 * @param of what it has so many of, such as shipments
 * @param ports the names of the ports that the sample needs
 * @param parameters that shorten the plan
 * @param failures by step: what breaks it by a real cause
 * @param others by name: plans that can take the usual one's place
 */
record DemoFile(
    String plan,
    String targets,
    String environment,
    int rows,
    String of,
    List<String> ports,
    Map<String, String> parameters,
    Map<String, Breaking> failures,
    Map<String, OtherPlan> others) {

  static DemoFile read(Path example) {
    try {
      JsonNode json =
          JsonMapper.builder().build().readTree(Files.readString(example.resolve("demo.json")));
      Map<String, String> parameters = new LinkedHashMap<>();
      json.path("parameters")
          .properties()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
      return new DemoFile(
          Files.readString(example.resolve(json.path("plan").asString())),
          Files.readString(example.resolve(json.path("targets").asString("targets.yml.template"))),
          json.path("environment").asString(),
          json.path("rows").path("usual").asInt(),
          json.path("rows").path("of").asString(),
          texts(json.path("ports")),
          parameters,
          failures(json),
          others(example, json.path("plans")));
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.USAGE,
          "There is no demo in %s (%s).".formatted(example, unreadable.getMessage()));
    }
  }

  private static Map<String, Breaking> failures(JsonNode json) {
    boolean allAtApproval = json.path("breakAt").asString("").equals("approval");
    Map<String, Breaking> failures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> failure : json.path("failures").properties()) {
      List<String> sabotages = texts(failure.getValue().path("sabotage"));
      failures.put(
          failure.getKey(),
          allAtApproval
              ? new Breaking(List.of(), sabotages)
              : new Breaking(sabotages, texts(failure.getValue().path("atApproval"))));
    }
    return failures;
  }

  private static Map<String, OtherPlan> others(Path example, JsonNode plans) throws IOException {
    Map<String, OtherPlan> others = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> other : plans.properties()) {
      JsonNode says = other.getValue();
      others.put(
          other.getKey(),
          new OtherPlan(
              Files.readString(example.resolve(says.path("plan").asString())),
              Set.copyOf(texts(says.path("lacks"))),
              Set.copyOf(texts(says.path("failures")))));
    }
    return others;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  /** The same sample with another of its plans. */
  DemoFile with(String name) {
    OtherPlan other = others.get(name);
    if (other == null) {
      throw noSuchPlan(name);
    }
    Map<String, String> its = new LinkedHashMap<>(parameters);
    its.keySet().removeAll(other.lacks());
    Map<String, Breaking> breakable = new LinkedHashMap<>(failures);
    breakable.keySet().retainAll(other.failures());
    return new DemoFile(
        other.plan(), targets, environment, rows, of, ports, its, breakable, others);
  }

  private CliFailure noSuchPlan(String name) {
    String instead =
        others.isEmpty()
            ? "it has one only"
            : "besides its usual one it has " + String.join(", ", others.keySet());
    return new CliFailure(
        ExitCode.USAGE, "There is no plan '%s' in this example; %s.".formatted(name, instead));
  }

  /** What breaks a step. */
  Breaking breaking(String step) {
    Breaking found = failures.get(step);
    if (found == null) {
      throw new CliFailure(
          ExitCode.USAGE,
          "No way to break '%s' is prepared; these can be broken: %s."
              .formatted(step, String.join(", ", failures.keySet())));
    }
    return found;
  }
}

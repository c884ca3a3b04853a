package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an example says about its demo, in demo.json.
 *
 * @param plan the plan's text
 * @param rows how large the sample is when nobody says
 * @param of what it has so many of, such as shipments
 * @param ports the names of the ports that the sample needs
 * @param parameters that shorten the plan
 * @param failures by step: the sabotages that break it by a real cause
 * @param brokenAtApproval whether it is broken when people are asked to agree, after what was
 *     rehearsed, and not before the deployment starts
 */
record DemoFile(
    String plan,
    String environment,
    int rows,
    String of,
    List<String> ports,
    Map<String, String> parameters,
    Map<String, List<String>> failures,
    boolean brokenAtApproval) {

  static DemoFile read(Path example) {
    try {
      JsonNode json =
          JsonMapper.builder().build().readTree(Files.readString(example.resolve("demo.json")));
      Map<String, String> parameters = new LinkedHashMap<>();
      json.path("parameters")
          .properties()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asString()));
      Map<String, List<String>> failures = new LinkedHashMap<>();
      json.path("failures")
          .properties()
          .forEach(entry -> failures.put(entry.getKey(), sabotages(entry.getValue())));
      String plan = Files.readString(example.resolve(json.path("plan").asString()));
      return new DemoFile(
          plan,
          json.path("environment").asString(),
          json.path("rows").path("usual").asInt(),
          json.path("rows").path("of").asString(),
          json.path("ports").valueStream().map(JsonNode::asString).toList(),
          parameters,
          failures,
          json.path("breakAt").asString("").equals("approval"));
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.USAGE,
          "There is no demo in %s (%s).".formatted(example, unreadable.getMessage()));
    }
  }

  private static List<String> sabotages(JsonNode failure) {
    List<String> names = new ArrayList<>();
    failure.path("sabotage").forEach(name -> names.add(name.asString()));
    return names;
  }

  /** The sabotages that break a step. */
  List<String> breaking(String step) {
    List<String> found = failures.get(step);
    if (found == null) {
      throw new CliFailure(
          ExitCode.USAGE,
          "No way to break '%s' is prepared; these can be broken: %s."
              .formatted(step, String.join(", ", failures.keySet())));
    }
    return found;
  }
}

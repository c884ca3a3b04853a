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
 * @param parameters that shorten the plan
 * @param failures by step: the sabotages that break it by a real cause
 */
record DemoFile(
    String plan,
    String environment,
    Map<String, String> parameters,
    Map<String, List<String>> failures) {

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
      return new DemoFile(plan, json.path("environment").asString(), parameters, failures);
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

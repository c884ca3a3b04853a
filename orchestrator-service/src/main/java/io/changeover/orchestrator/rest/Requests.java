package io.changeover.orchestrator.rest;

import io.changeover.contracts.TaskOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bodies of requests. */
public final class Requests {
  /** The longest reason, note or evidence, in characters. */
  static final int LONGEST_TEXT = 4_000;

  /** The most parameters of a plan that may be given. */
  static final int MOST_PARAMETERS = 100;

  /** What the file of a plan is called in findings when the request does not say. */
  static final String UNNAMED_FILE = "plan.yaml";

  private Requests() {}

  /**
   * Starts a deployment.
   *
   * @param plan a name of the catalogue, or a plan's YAML
   * @param file what findings about that YAML call it; plan.yaml unless told
   * @param environment where, for people: production, staging
   * @param parameters override the plan's own
   * @param reason why
   */
  public record Start(
      String plan,
      @Nullable String file,
      @Nullable String environment,
      @Nullable Map<String, @Nullable String> parameters,
      @Nullable String reason) {}

  /** Why something is asked for. */
  public record Reason(@Nullable String reason) {}

  /**
   * Agreement, or its refusal.
   *
   * @param planDigest of the plan that was read
   * @param decision approve (the default) or reject
   * @param accept what the plan waives and is accepted: backup
   */
  public record Approval(
      String planDigest,
      @Nullable String decision,
      @Nullable String reason,
      @Nullable List<@Nullable String> accept) {}

  /**
   * How a task ended.
   *
   * @param evidence a link or a text that shows it
   */
  public record Completion(
      @Nullable TaskOutcome outcome, @Nullable String note, @Nullable String evidence) {}

  /**
   * Asks for a rollback.
   *
   * @param level 1, 2 or 3; null to have it chosen
   */
  public record Rollback(@Nullable Integer level, @Nullable String reason) {}

  /** Something to be kept in the log. */
  public record Note(String text) {}

  /** A plan to look at. */
  public record Validation(
      String plan, @Nullable String file, @Nullable Map<String, @Nullable String> parameters) {}

  static String text(@Nullable String given, String otherwise) {
    String text = given == null || given.isBlank() ? otherwise : given.strip();
    if (text.length() > LONGEST_TEXT) {
      throw Problem.invalid("A text has at most %d characters.".formatted(LONGEST_TEXT));
    }
    return storable(text);
  }

  /** What is accepted by name; nothing when nothing is. */
  static List<String> accepted(@Nullable List<@Nullable String> given) {
    if (given == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String name : given) {
      if (name == null) {
        throw Problem.invalid("'accept' is a list of names, such as backup.");
      }
      names.add(text(name, ""));
    }
    return names;
  }

  /** A text that the log can keep: without NUL and without halves of characters. */
  static String storable(String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Problem.invalid("A text contains what is no character.");
    }
    return text;
  }

  /** The parameters of a plan; none when none are given. */
  static Map<String, String> parameters(@Nullable Map<String, @Nullable String> given) {
    if (given == null) {
      return Map.of();
    }
    if (given.size() > MOST_PARAMETERS) {
      throw Problem.invalid("There are at most %d parameters.".formatted(MOST_PARAMETERS));
    }
    Map<String, String> parameters = new TreeMap<>();
    given.forEach((name, value) -> {
      if (value == null) {
        throw Problem.invalid("The parameter '%s' has no value.".formatted(name));
      }
      parameters.put(text(name, ""), text(value, ""));
    });
    return parameters;
  }

  static String required(@Nullable String given, String name) {
    if (given == null || given.isBlank()) {
      throw Problem.invalid("'%s' is missing.".formatted(name));
    }
    return storable(given);
  }
}

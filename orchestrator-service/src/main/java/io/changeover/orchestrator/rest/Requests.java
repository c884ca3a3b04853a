package io.changeover.orchestrator.rest;

import io.changeover.contracts.TaskOutcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of requests. */
public final class Requests {
  /** The longest reason, note or evidence, in characters. */
  static final int LONGEST_TEXT = 4_000;

  private Requests() {}

  /**
   * Starts a deployment.
   *
   * @param plan a name of the catalogue, or a plan's YAML
   * @param environment where, for people: production, staging
   * @param parameters override the plan's own
   * @param reason why
   */
  public record Start(
      String plan,
      @Nullable String environment,
      @Nullable Map<String, String> parameters,
      @Nullable String reason) {}

  /** Why something is asked for. */
  public record Reason(@Nullable String reason) {}

  /**
   * Agreement, or its refusal.
   *
   * @param planDigest of the plan that was read
   * @param decision approve (the default) or reject
   */
  public record Approval(String planDigest, @Nullable String decision, @Nullable String reason) {}

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
      String plan, @Nullable String file, @Nullable Map<String, String> parameters) {}

  static String text(@Nullable String given, String otherwise) {
    String text = given == null || given.isBlank() ? otherwise : given.strip();
    if (text.length() > LONGEST_TEXT) {
      throw Problem.invalid("A text has at most %d characters.".formatted(LONGEST_TEXT));
    }
    return text;
  }

  static String required(@Nullable String given, String name) {
    if (given == null || given.isBlank()) {
      throw Problem.invalid("'%s' is missing.".formatted(name));
    }
    return given;
  }
}

package io.changeover.orchestrator.report;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Phase;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.core.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of a deployment, made from its log alone. Every statement cites the events that it
 * rests on by their sequence numbers.
 */
public record DeploymentRecord(
    String id,
    String plan,
    String version,
    String planDigest,
    String environment,
    List<String> targets,
    String reason,
    String requestedBy,
    Instant requestedAt,
    String state,
    @Nullable Instant endedAt,
    Duration took,
    String summary,
    History history,
    @Nullable Incident incident,
    List<PhaseLine> phases,
    List<StepLine> steps,
    List<CheckLine> checks,
    List<Said> decisions,
    List<Said> people,
    List<Said> timeline,
    List<PricedLevel> prices,
    ChainCheck chain) {

  /**
   * What is to be told of a rollback.
   *
   * @param timeToRestore from the detection until everything was as before; null while it is not
   * @param verification what was looked at afterwards
   */
  public record Incident(
      String summary,
      String cause,
      String phase,
      Instant detectedAt,
      String rollback,
      List<String> reasons,
      @Nullable Instant restoredAt,
      @Nullable Duration timeToRestore,
      List<String> verification,
      List<Long> events) {}

  /** How long a phase took. */
  public record PhaseLine(
      Phase phase, Instant startedAt, @Nullable Duration took, List<Long> events) {}

  /** How long a step took, against what the plan expected. */
  public record StepLine(
      String step,
      String title,
      String direction,
      int attempt,
      String result,
      @Nullable Duration expected,
      @Nullable Duration took,
      String note,
      List<Long> events) {}

  /** What a check looked for and saw. */
  public record CheckLine(String step, CheckResult result, long event) {}

  /** Something that was decided, done or said. */
  public record Said(Instant at, String who, String what, long event) {}

  /** Whether the log's hash chain holds from the first event to the last. */
  public record ChainCheck(boolean holds, long events, String lastHash) {}
}

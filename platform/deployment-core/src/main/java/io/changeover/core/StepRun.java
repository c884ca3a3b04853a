package io.changeover.core;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.Progress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest attempt at a step in one direction.
 *
 * @param attempt counts from 1
 * @param command null for a step that a person does
 * @param deadline when waiting for a report ends; null for a step that a person does
 * @param startedAt on the specialist's clock once it reported
 * @param finishedAt null while it runs
 */
public record StepRun(
    RunKey key,
    int attempt,
    Status status,
    @Nullable CommandId command,
    Instant dispatchedAt,
    @Nullable Instant deadline,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Progress progress,
    @Nullable Evidence evidence,
    List<CheckResult> checks,
    @Nullable FailureReason failure,
    boolean willRetry) {

  /** How an attempt stands. */
  public enum Status {
    /** A specialist was told, or a person asked. */
    DISPATCHED,
    /** It was begun. */
    RUNNING,
    /** It is done. */
    SUCCEEDED,
    /** It is not done, and nothing of it runs. */
    FAILED,
    /** Its result no longer counts; the next attempt has a higher number. */
    STALE
  }

  public StepRun {
    checks = List.copyOf(checks);
  }

  static StepRun dispatched(
      RunKey key,
      int attempt,
      @Nullable CommandId command,
      Instant at,
      @Nullable Instant deadline) {
    return new StepRun(
        key,
        attempt,
        Status.DISPATCHED,
        command,
        at,
        deadline,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        false);
  }

  /** Whether a report is still to come. */
  public boolean inFlight() {
    return status == Status.DISPATCHED || status == Status.RUNNING;
  }

  public boolean succeeded() {
    return status == Status.SUCCEEDED;
  }

  /** Whether it is to be begun once more. */
  boolean again() {
    return status == Status.STALE || (status == Status.FAILED && willRetry);
  }

  /** Failed, and not tried again by itself. */
  public boolean failedForGood() {
    return status == Status.FAILED && !willRetry;
  }

  /** Whether a history tells of it even when a later attempt has taken its place. */
  boolean worthTelling() {
    return failure != null
        || (evidence instanceof Evidence.Release release && !release.switches().isEmpty());
  }

  /** The same without what may be large and no history tells. */
  StepRun withoutChecks() {
    return new StepRun(
        key,
        attempt,
        status,
        command,
        dispatchedAt,
        deadline,
        startedAt,
        finishedAt,
        null,
        evidence,
        List.of(),
        failure,
        willRetry);
  }

  StepRun started(Instant at) {
    return running(at, progress);
  }

  StepRun stale() {
    return new StepRun(
        key,
        attempt,
        Status.STALE,
        command,
        dispatchedAt,
        deadline,
        startedAt,
        finishedAt,
        progress,
        evidence,
        checks,
        failure,
        false);
  }

  StepRun progressed(Progress now) {
    return running(startedAt, now);
  }

  private StepRun running(@Nullable Instant since, @Nullable Progress now) {
    return new StepRun(
        key,
        attempt,
        Status.RUNNING,
        command,
        dispatchedAt,
        deadline,
        since,
        null,
        now,
        evidence,
        checks,
        failure,
        false);
  }

  StepRun succeeded(Instant started, Instant finished, Evidence shown, List<CheckResult> results) {
    return ended(Status.SUCCEEDED, started, finished, shown, results, null, false);
  }

  StepRun failed(
      @Nullable Instant started,
      Instant finished,
      FailureReason reason,
      List<CheckResult> results,
      @Nullable Evidence shown,
      boolean again) {
    return ended(Status.FAILED, started, finished, shown, results, reason, again);
  }

  private StepRun ended(
      Status how,
      @Nullable Instant started,
      Instant finished,
      @Nullable Evidence shown,
      List<CheckResult> results,
      @Nullable FailureReason reason,
      boolean again) {
    return new StepRun(
        key,
        attempt,
        how,
        command,
        dispatchedAt,
        deadline,
        started,
        finished,
        progress,
        shown,
        results,
        reason,
        again);
  }
}

package io.changeover.kit.job;

import io.changeover.contracts.report.StepReport;
import org.jspecify.annotations.Nullable;

/** A job that has come to its end, and the report that says how. */
public record FinishedJob(
    JobKey key, long fence, StepReport report, @Nullable String traceparent) {}

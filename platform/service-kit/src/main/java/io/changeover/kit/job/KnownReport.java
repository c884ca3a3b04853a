package io.changeover.kit.job;

import io.changeover.contracts.report.StepReport;
import org.jspecify.annotations.Nullable;

/** The final report of a job that was done before. */
public record KnownReport(JobKey key, StepReport report, @Nullable String traceparent) {}

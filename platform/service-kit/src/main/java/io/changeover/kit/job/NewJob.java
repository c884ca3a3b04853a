package io.changeover.kit.job;

import io.changeover.contracts.command.StepCommand;
import org.jspecify.annotations.Nullable;

/** A command that has come in, and the trace that it belongs to. */
public record NewJob(StepCommand command, @Nullable String traceparent) {}

package io.changeover.orchestrator.plan;

/**
 * Something wrong with a plan.
 *
 * @param file the plan's file, or what it was called in the request
 * @param line counts from 1
 * @param column counts from 1
 * @param code stable, for programs: unknown-key, duplicate-key, wrong-type, cycle ...
 * @param message what is wrong
 * @param hint what to do about it
 */
public record Finding(
    String file, int line, int column, String code, String message, String hint) {}

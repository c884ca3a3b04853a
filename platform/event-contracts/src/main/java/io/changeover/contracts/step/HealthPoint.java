package io.changeover.contracts.step;

import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;

/**
 * Where an application tells its health while it gets another version. It is asked every 100 ms, so
 * that the time without an answer is known.
 *
 * @param target the application; its front is asked
 * @param path answers 200 when the application is healthy
 */
public record HealthPoint(TargetAlias target, UrlPath path) {}

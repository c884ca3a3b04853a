package io.changeover.migration.sql;

import io.changeover.kit.step.StepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Login;
import java.time.Duration;

/**
 * How an attempt's statements are run.
 *
 * @param lockTimeout how long a statement may wait for a lock
 * @param statementTimeout how long a statement may take
 */
public record Session(
    DatabaseTarget database,
    Login login,
    Duration lockTimeout,
    Duration statementTimeout,
    StepContext context) {}

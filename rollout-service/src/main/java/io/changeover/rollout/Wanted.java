package io.changeover.rollout;

import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.Instance;
import java.time.Duration;

/**
 * An installation that is to be healthy.
 *
 * @param health the path that answers 200 then
 * @param within how long that may take
 */
record Wanted(Instance instance, UrlPath health, Duration within) {}

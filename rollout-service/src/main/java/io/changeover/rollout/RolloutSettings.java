package io.changeover.rollout;

import io.changeover.contracts.UrlPath;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set for rollouts.
 *
 * @param healthPath where installations tell whether they are healthy when a step does not say: 200
 *     means yes
 * @param stopGrace how long a process may take to end after it was asked to, before it is killed
 * @param takingEffect how long a front may take from a reload until every fresh connection ends up
 *     at the new installation
 */
@ConfigurationProperties("changeover.rollout")
public record RolloutSettings(
    @DefaultValue("/health") UrlPath healthPath,
    @DefaultValue("10s") Duration stopGrace,
    @DefaultValue("10s") Duration takingEffect) {}

package io.changeover.validation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set for checks.
 *
 * @param patternBudget how long a log scan's regular expression may work on all lines together
 * @param longestAnswer how long an application may take to answer a request, whatever the plan says
 */
@ConfigurationProperties("changeover.validation")
public record ValidationSettings(
    @DefaultValue("20s") Duration patternBudget, @DefaultValue("30s") Duration longestAnswer) {}

package io.changeover.kit.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are worked on.
 *
 * @param sideBySide how many at the same time
 * @param lease how long a worker may be silent before another one takes its jobs over
 * @param fallback how often the table is looked at when nobody says that there is something new
 */
@Validated
@ConfigurationProperties("changeover.jobs")
public record JobSettings(
    @DefaultValue("32") @Min(1) @Max(1_000) int sideBySide,
    @DefaultValue("30s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration lease,
    @DefaultValue("5s") @DurationMin(millis = 100) Duration fallback) {}

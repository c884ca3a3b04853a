package io.changeover.notification.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient the sending is.
 *
 * @param atOnce how many messages of one channel are on their way side by side
 * @param lease after which a message whose sender has died is given out again; longer than any
 *     courier takes
 * @param firstRetry the wait after a first failure; it doubles with each further one
 * @param longestRetry the longest such wait
 * @param mostFailures after so many failures a message is given up, if its provider takes others
 * @param giveUpAfter a message that fails for so long is given up in any case
 * @param tryRefusedAgain when a message is tried again that was refused for settings
 * @param missingEvents how long an event that has not come is waited for
 * @param tellNothingOlderThan events older than that are taken in but nobody is told
 */
@Validated
@ConfigurationProperties("changeover.notification.sending")
public record Pace(
    @DefaultValue("8") @Min(1) @Max(64) int atOnce,
    @DefaultValue("PT2M") Duration lease,
    @DefaultValue("PT2S") Duration firstRetry,
    @DefaultValue("PT1M") Duration longestRetry,
    @DefaultValue("10") @Min(1) int mostFailures,
    @DefaultValue("PT6H") Duration giveUpAfter,
    @DefaultValue("PT6H") Duration tryRefusedAgain,
    @DefaultValue("PT2M") Duration missingEvents,
    @DefaultValue("PT24H") Duration tellNothingOlderThan) {

  private static final int MOST_DOUBLINGS = 20;

  /** The wait after that many failures. */
  Duration afterFailure(int failures) {
    Duration wait = firstRetry.multipliedBy(1L << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
    return wait.compareTo(longestRetry) < 0 ? wait : longestRetry;
  }
}

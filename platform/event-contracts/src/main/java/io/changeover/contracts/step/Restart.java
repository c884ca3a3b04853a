package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ends what runs an application, starts it anew and waits until it is healthy, so that it takes up
 * changed settings and forgets what it has kept in memory. Back does the same. What is restarted is
 * one of instance, compose and systemd.
 *
 * @param instance an installation that this service has started
 * @param compose a service of a compose file
 * @param systemd a unit, such as shop.service
 * @param health the path that answers 200 when the application is healthy
 * @param within how long it may take to become healthy
 */
@JsonTypeName("restart")
@DoneBy(
    value = Specialist.ROLLOUT,
    changes = true,
    in = {Phase.ROLLOUT, Phase.FINISH},
    targets = DoneBy.Sort.APPLICATION)
public record Restart(
    TargetAlias target,
    @Nullable Instance instance,
    @Nullable ComposeService compose,
    @Nullable String systemd,
    UrlPath health,
    Duration within)
    implements StepSpec {
  private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.@-]{0,254}");

  public Restart {
    if (Stream.of(instance != null, compose != null, systemd != null).filter(one -> one).count()
        != 1) {
      throw new IllegalArgumentException("a restart names one of instance, compose and systemd");
    }
    if (systemd != null && !UNIT.matcher(systemd).matches()) {
      throw new IllegalArgumentException("'" + systemd + "' is not the name of a unit");
    }
  }

  /** Of an installation. */
  public Restart(TargetAlias target, Instance instance, UrlPath health, Duration within) {
    this(target, instance, null, null, health, within);
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

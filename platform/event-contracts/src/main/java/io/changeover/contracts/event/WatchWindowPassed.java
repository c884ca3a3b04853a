package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;

/** A window of the watch ended without a reason to react. */
@WireType("changeover.watch.window-passed")
public record WatchWindowPassed(Instant at, String window, int rounds, int roundsFailed)
    implements DeploymentEvent {}

package io.changeover.contracts.event;

import io.changeover.contracts.WireType;
import java.time.Instant;

/** A window of the watch began. */
@WireType("changeover.watch.window-started")
public record WatchWindowStarted(Instant at, String window, Instant until)
    implements DeploymentEvent {}

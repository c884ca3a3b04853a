package io.changeover.contracts.event;

import io.changeover.contracts.Actor;
import io.changeover.contracts.WireType;
import java.time.Instant;

/** Somebody wrote something into the log. */
@WireType("changeover.note.added")
public record NoteAdded(Instant at, Actor by, String text) implements DeploymentEvent {}

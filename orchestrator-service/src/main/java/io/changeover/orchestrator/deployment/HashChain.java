package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.EventId;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.json.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives events their place in the log: sequence, id and hash. The hash is SHA-256 over the previous
 * hash, the deployment, the sequence, the type, the version, the causation and the payload, each
 * followed by a line feed.
 */
public final class HashChain {
  /** What the first event follows. */
  public static final Digest START = new Digest("0".repeat(64));

  private final WireCodec codec;

  public HashChain(WireCodec codec) {
    this.codec = codec;
  }

  /**
   * An event in its place.
   *
   * @param payload its JSON, as it was hashed
   */
  public record Link(LoggedEvent event, String payload) {}

  /** The events of a change in their places, each encoded once. */
  public List<Link> follow(Change change) {
    List<Link> links = new ArrayList<>(change.events().size());
    Digest previous = change.follows();
    long number = change.after();
    for (Change.Caused one : change.events()) {
      number++;
      String payload = encoded(one.event());
      Digest hash = hash(previous, change.id(), number, one.causation(), one.event(), payload);
      links.add(new Link(logged(change.id(), number, one, previous, hash), payload));
      previous = hash;
    }
    return links;
  }

  private static LoggedEvent logged(
      DeploymentId deployment, long number, Change.Caused one, Digest previous, Digest hash) {
    return new LoggedEvent(
        new EventId(deployment.value() + "-" + number),
        deployment,
        number,
        one.causation(),
        one.traceparent(),
        one.event(),
        previous,
        hash);
  }

  /** Whether an event has the hash that follows from its content and its predecessor. */
  public boolean holds(LoggedEvent event) {
    return hash(
            event.previous(),
            event.deployment(),
            event.sequence(),
            event.causation(),
            event.event(),
            encoded(event.event()))
        .equals(event.hash());
  }

  private static Digest hash(
      Digest previous,
      DeploymentId deployment,
      long sequence,
      String causation,
      DeploymentEvent event,
      String payload) {
    String text =
        String.join(
            "\n",
            previous.value(),
            deployment.value(),
            Long.toString(sequence),
            WireCodec.typeOf(event),
            Integer.toString(WireCodec.versionOf(event)),
            causation,
            payload,
            "");
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private String encoded(DeploymentEvent event) {
    return new String(codec.encode(event), StandardCharsets.UTF_8);
  }
}

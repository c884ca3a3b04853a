package io.changeover.orchestrator.deployment;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.EventId;
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

  public List<LoggedEvent> follow(
      DeploymentId deployment, long sequence, Digest last, List<Change.Caused> caused) {
    List<LoggedEvent> logged = new ArrayList<>();
    Digest previous = last;
    for (Change.Caused one : caused) {
      long number = sequence + logged.size() + 1;
      Digest hash = hash(previous, deployment, number, one);
      logged.add(
          new LoggedEvent(
              new EventId(deployment.value() + "-" + number),
              deployment,
              number,
              one.causation(),
              one.traceparent(),
              one.event(),
              previous,
              hash));
      previous = hash;
    }
    return logged;
  }

  /** Whether an event has the hash that follows from its content and its predecessor. */
  public boolean holds(LoggedEvent event) {
    Change.Caused caused = new Change.Caused(event.event(), event.causation(), event.traceparent());
    return hash(event.previous(), event.deployment(), event.sequence(), caused)
        .equals(event.hash());
  }

  private Digest hash(
      Digest previous, DeploymentId deployment, long sequence, Change.Caused caused) {
    String text =
        String.join(
            "\n",
            previous.value(),
            deployment.value(),
            Long.toString(sequence),
            WireCodec.typeOf(caused.event()),
            Integer.toString(WireCodec.versionOf(caused.event())),
            caused.causation(),
            new String(codec.encode(caused.event()), StandardCharsets.UTF_8),
            "");
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.notice.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, claimed by this process.
 *
 * @param attempt counts every claim, from 1; whoever holds an older one may no longer settle it
 * @param failures attempts that ended with the provider not taking it
 * @param failingSince the first of those; null when there was none
 */
public record Delivery(
    long id,
    DeploymentId deployment,
    long sequence,
    ChannelKind channel,
    String address,
    DeliveryKind kind,
    @Nullable Notice notice,
    int attempt,
    int failures,
    @Nullable Instant failingSince,
    Instant createdAt) {

  /** The same for every attempt, so that a message sent twice can be recognised. */
  public UUID key() {
    String name =
        String.join("/", deployment.value(), Long.toString(sequence), kind.name(), address);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What it says.
   *
   * @throws IllegalStateException for a status, which has no text of its own
   */
  public Notice said() {
    if (notice == null) {
      throw new IllegalStateException("delivery %d says nothing by itself".formatted(id));
    }
    return notice;
  }
}

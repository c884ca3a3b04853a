package io.changeover.notification.delivery;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.notice.Notice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent. At most one for each deployment, sequence, channel, address and
 * kind is ever kept.
 *
 * @param sequence of the event that it comes from
 * @param notice what it says; null for {@link DeliveryKind#STATUS}, which says how things stand
 *     when it is sent
 */
public record NewDelivery(
    DeploymentId deployment,
    long sequence,
    ChannelKind channel,
    String address,
    DeliveryKind kind,
    @Nullable Notice notice,
    Instant at) {}

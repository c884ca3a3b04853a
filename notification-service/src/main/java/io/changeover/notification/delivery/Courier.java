package io.changeover.notification.delivery;

/** Takes messages to a provider. */
public interface Courier {
  /** The channel that it serves. */
  ChannelKind channel();

  /**
   * Sends one message; blocks at most about half a minute. The provider may have taken the message
   * although the receipt says otherwise, when its answer was lost on the way.
   */
  Receipt deliver(Delivery delivery);
}

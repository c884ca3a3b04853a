package io.changeover.notification.mail;

import io.changeover.notification.delivery.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Message-IDs that follow from what is sent. */
final class MessageIds {
  private static final String DOMAIN = "@changeover.invalid>";

  private MessageIds() {}

  /** Of one mail, the same for every attempt. */
  static String of(Delivery delivery) {
    return "<" + delivery.key() + DOMAIN;
  }

  /** What all mails of a deployment to one address refer to. */
  static String conversation(Delivery delivery) {
    String name = delivery.deployment() + "/" + delivery.address();
    return "<" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)) + DOMAIN;
  }
}

package io.changeover.notification.slack;

import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Courier;
import io.changeover.notification.delivery.Delivery;
import io.changeover.notification.delivery.Receipt;
import java.net.URI;
import java.util.Set;

/** Brings messages to an incoming webhook, one after the other; there is nothing to update. */
final class WebhookCourier implements Courier {
  private static final int OK = 200;

  /** Answers of a webhook that speak of the message and not of the webhook. */
  private static final Set<String> OF_THE_MESSAGE =
      Set.of("invalid_blocks", "invalid_payload", "no_text");

  private final MicronautSlackHttp http;
  private final SlackLine line;
  private final SlackTexts texts;
  private final URI webhook;

  WebhookCourier(MicronautSlackHttp http, SlackLine line, SlackTexts texts, URI webhook) {
    this.http = http;
    this.line = line;
    this.texts = texts;
    this.webhook = webhook;
  }

  @Override
  public ChannelKind channel() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Receipt deliver(Delivery delivery) {
    byte[] message = BlockKit.bytes(texts.reply(delivery.deployment(), delivery.said(), true));
    return line.call(
        delivery.address(),
        () -> http.post(webhook, message, null),
        answer -> read(answer, delivery.sequence()));
  }

  private static Receipt read(SlackAnswer answer, long sequence) {
    if (answer.status() == OK) {
      return new Receipt.Sent("", sequence);
    }
    String code = answer.body().strip();
    String shown = code.matches("[a-z_]{1,60}") ? code : "status " + answer.status();
    return new Receipt.Refused("Slack says " + shown, !OF_THE_MESSAGE.contains(code));
  }
}

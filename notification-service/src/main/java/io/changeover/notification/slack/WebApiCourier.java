package io.changeover.notification.slack;

import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Courier;
import io.changeover.notification.delivery.Delivery;
import io.changeover.notification.delivery.DeploymentViews;
import io.changeover.notification.delivery.Receipt;
import io.changeover.notification.notice.Notice;
import io.changeover.notification.notice.Outlet;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings messages to Slack's Web API: the deployment's own, posted once and then updated in place,
 * and everything else into its thread or into the alerts channel.
 *
 * <p>Slack takes no idempotency key. When its answer to a post is lost, or this process dies before
 * it is written down, the message is posted again. Both then carry the same {@code client_msg_id}
 * and the same metadata, by which they can be told to be one.
 */
final class WebApiCourier implements Courier {
  private final SlackWebApi api;
  private final SlackTexts texts;
  private final SlackMessages messages;
  private final DeploymentViews views;

  WebApiCourier(SlackWebApi api, SlackTexts texts, SlackMessages messages, DeploymentViews views) {
    this.api = api;
    this.texts = texts;
    this.messages = messages;
    this.views = views;
  }

  @Override
  public ChannelKind channel() {
    return ChannelKind.SLACK;
  }

  @Override
  public Receipt deliver(Delivery delivery) {
    return switch (delivery.kind()) {
      case STATUS -> show(delivery);
      case THREAD -> reply(delivery);
      case ALERT ->
          api.post(
                  delivery.address(),
                  marked(texts.alone(delivery.deployment(), delivery.said()), delivery),
                  delivery.sequence())
              .receipt();
      case MAIL -> throw new IllegalArgumentException("a mail does not go to Slack");
    };
  }

  /** Posts the deployment's message, or brings it up to date. */
  private Receipt show(Delivery delivery) {
    DeploymentView view = views.find(delivery.deployment()).orElseThrow();
    Origin origin = view.origin();
    if (origin == null) {
      return new Receipt.Refused("nothing is known of the deployment", false);
    }
    Optional<SlackMessages.Place> place = messages.find(delivery.deployment(), delivery.address());
    if (place.isPresent()) {
      SlackWebApi.Called updated =
          api.update(delivery.address(), place.get(), texts.status(view, origin), view.sequence());
      if (!SlackErrors.gone(updated.error())) {
        return updated.receipt();
      }
      messages.forget(delivery.deployment(), delivery.address());
    }
    return begin(delivery, view, origin);
  }

  private Receipt begin(Delivery delivery, DeploymentView view, Origin origin) {
    SlackWebApi.Called posted =
        api.post(delivery.address(), marked(texts.status(view, origin), delivery), view.sequence());
    if (posted.sent() && posted.receipt() instanceof Receipt.Sent sent) {
      messages.save(
          delivery.deployment(),
          delivery.address(),
          new SlackMessages.Place(posted.channelId(), sent.providerId()));
    }
    return posted.receipt();
  }

  private Receipt reply(Delivery delivery) {
    Optional<SlackMessages.Place> place = messages.find(delivery.deployment(), delivery.address());
    if (place.isEmpty()) {
      return replyToNew(delivery);
    }
    SlackWebApi.Called replied = reply(delivery, place.get());
    if (!SlackErrors.gone(replied.error())) {
      return replied.receipt();
    }
    messages.forget(delivery.deployment(), delivery.address());
    return replyToNew(delivery);
  }

  /** The message was given up, or somebody has removed it: a new thread is begun, once. */
  private Receipt replyToNew(Delivery delivery) {
    Receipt shown = show(delivery);
    Optional<SlackMessages.Place> place = messages.find(delivery.deployment(), delivery.address());
    return shown instanceof Receipt.Sent && place.isPresent()
        ? reply(delivery, place.get()).receipt()
        : shown;
  }

  private SlackWebApi.Called reply(Delivery delivery, SlackMessages.Place place) {
    Notice notice = delivery.said();
    boolean broadcast = notice.outlets().contains(Outlet.BROADCAST);
    ObjectNode message = marked(texts.reply(delivery.deployment(), notice, broadcast), delivery);
    message.put("thread_ts", place.ts());
    if (broadcast) {
      message.put("reply_broadcast", true);
    }
    return api.post(delivery.address(), message, delivery.sequence());
  }

  private static ObjectNode marked(ObjectNode message, Delivery delivery) {
    message.put("client_msg_id", delivery.key().toString());
    message
        .putObject("metadata")
        .put("event_type", "changeover_delivery")
        .putObject("event_payload")
        .put("deployment", delivery.deployment().value())
        .put("sequence", delivery.sequence())
        .put("key", delivery.key().toString());
    return message;
  }
}

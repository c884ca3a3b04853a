package io.changeover.testsupport.slack;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The channels and their messages. Safe for use by several threads. */
final class SlackWorkspace {
  private final List<SlackChannel> channels = new ArrayList<>();
  private final List<SlackMessage> messages = new ArrayList<>();
  private final Clock clock;
  private final Runnable onChange;
  private long lastMicros;

  SlackWorkspace(List<String> channelNames, Clock clock, Runnable onChange) {
    this.clock = clock;
    this.onChange = onChange;
    for (String name : channelNames) {
      channels.add(new SlackChannel("C%08d".formatted(channels.size() + 1), name));
    }
  }

  List<SlackChannel> channels() {
    return List.copyOf(channels);
  }

  /** Slack takes {@code #name}, {@code name} or an id for posting. */
  SlackChannel channel(String nameOrId) {
    String name = nameOrId.startsWith("#") ? nameOrId.substring(1) : nameOrId;
    return channels.stream()
        .filter(channel -> channel.name().equals(name) || channel.id().equals(nameOrId))
        .findFirst()
        .orElseThrow(() -> new SlackFailure("channel_not_found"));
  }

  /** An id only, which is what updating takes. */
  SlackChannel channelById(String id) {
    return channels.stream()
        .filter(channel -> channel.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new SlackFailure("channel_not_found"));
  }

  synchronized SlackMessage post(
      SlackChannel channel, JsonNode content, Optional<String> threadTs, boolean broadcast) {
    Optional<String> root = threadTs.map(ts -> rootOf(channel, ts));
    SlackMessage message =
        new SlackMessage(
            channel.name(),
            nextTs(),
            content,
            root,
            broadcast && root.isPresent(),
            Optional.empty());
    messages.add(message);
    onChange.run();
    return message;
  }

  synchronized SlackMessage update(SlackChannel channel, String ts, JsonNode content) {
    for (int index = 0; index < messages.size(); index++) {
      SlackMessage message = messages.get(index);
      if (message.channel().equals(channel.name()) && message.ts().equals(ts)) {
        SlackMessage edited = message.edited(content, nextTs());
        messages.set(index, edited);
        onChange.run();
        return edited;
      }
    }
    throw new SlackFailure("message_not_found");
  }

  synchronized List<SlackMessage> messages(String channelName) {
    return messages.stream().filter(message -> message.channel().equals(channelName)).toList();
  }

  /** A reply to a reply belongs to the same thread. */
  private String rootOf(SlackChannel channel, String ts) {
    return messages(channel.name()).stream()
        .filter(message -> message.ts().equals(ts))
        .findFirst()
        .map(message -> message.threadTs().orElse(message.ts()))
        .orElseThrow(() -> new SlackFailure("thread_not_found"));
  }

  /** Seconds, a point and six digits; always greater than the one before. */
  private String nextTs() {
    lastMicros = Math.max(clock.instant().getEpochSecond() * 1_000_000 + 100, lastMicros + 100);
    return "%d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
  }
}

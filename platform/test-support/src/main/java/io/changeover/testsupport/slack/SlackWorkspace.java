package io.changeover.testsupport.slack;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The channels and their messages. Safe for use by several threads. */
final class SlackWorkspace {
  /** What Slack allows as the name of a channel. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,80}");

  private final List<SlackChannel> channels = new CopyOnWriteArrayList<>();
  private final List<SlackMessage> messages = new ArrayList<>();
  private final boolean open;
  private final Clock clock;
  private final Runnable onChange;
  private long lastMicros;

  SlackWorkspace(SlackOptions options, Runnable onChange) {
    this.open = options.open();
    this.clock = options.clock();
    this.onChange = onChange;
    options.channels().forEach(this::add);
  }

  private synchronized SlackChannel add(String name) {
    SlackChannel channel = new SlackChannel("C%08d".formatted(channels.size() + 1), name);
    channels.add(channel);
    return channel;
  }

  /** The channel to show to somebody who names none: the first with messages. */
  Optional<SlackChannel> liveliest() {
    return channels.stream()
        .filter(channel -> !messages(channel.name()).isEmpty())
        .findFirst()
        .or(() -> channels.stream().findFirst());
  }

  List<SlackChannel> channels() {
    return List.copyOf(channels);
  }

  /** Slack takes {@code #name}, {@code name} or an id for posting. */
  synchronized SlackChannel channel(String nameOrId) {
    String name = nameOrId.startsWith("#") ? nameOrId.substring(1) : nameOrId;
    return channels.stream()
        .filter(channel -> channel.name().equals(name) || channel.id().equals(nameOrId))
        .findFirst()
        .or(() -> open && NAME.matcher(name).matches() ? Optional.of(add(name)) : Optional.empty())
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

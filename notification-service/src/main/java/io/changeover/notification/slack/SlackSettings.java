package io.changeover.notification.slack;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Slack is reached.
 *
 * @param url below which the Web API's methods lie
 * @param token the bot token; a secret, better given as a file
 * @param tokenFile a file that holds the bot token
 * @param webhookUrl the incoming webhook; a secret, better given as a file
 * @param webhookUrlFile a file that holds the incoming webhook's URL
 */
@Validated
@ConfigurationProperties("changeover.notification.slack")
public record SlackSettings(
    @DefaultValue("OFF") SlackMode mode,
    @DefaultValue("https://slack.com/api") URI url,
    @Nullable String token,
    @Nullable Path tokenFile,
    @Nullable String webhookUrl,
    @Nullable Path webhookUrlFile,
    @DefaultValue @Valid @NotNull Limits limits) {

  /**
   * What is asked of Slack at most, and how long it is waited for.
   *
   * @param messages so many messages a channel in each period
   * @param connect how long a connection may take
   * @param answer how long an answer may take
   * @param attempts how often one call is tried at once before it is put off
   * @param pause between those attempts; it doubles
   * @param openAfter so many calls of the last ones that failed keep the next ones from being made
   * @param openFor how long
   */
  public record Limits(
      @DefaultValue("3") @Min(1) @Max(100) int messages,
      @DefaultValue("PT3S") Duration period,
      @DefaultValue("PT3S") Duration connect,
      @DefaultValue("PT8S") Duration answer,
      @DefaultValue("2") @Min(1) @Max(5) int attempts,
      @DefaultValue("PT0.3S") Duration pause,
      @DefaultValue("4") @Min(1) @Max(100) int openAfter,
      @DefaultValue("PT15S") Duration openFor) {}

  /** The bot token. */
  String secretToken() {
    return secret("token", token, tokenFile);
  }

  /** The incoming webhook. */
  URI secretWebhook() {
    return URI.create(secret("webhook-url", webhookUrl, webhookUrlFile));
  }

  private static String secret(String name, @Nullable String value, @Nullable Path file) {
    if (value != null && !value.isBlank()) {
      return value.strip();
    }
    if (file == null) {
      throw new IllegalStateException(
          "changeover.notification.slack.%s or .%s-file is needed in this mode"
              .formatted(name, name));
    }
    return read(name, file);
  }

  private static String read(String name, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "changeover.notification.slack.%s-file cannot be read".formatted(name), unreadable);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SlackSettings[mode=%s, url=%s]".formatted(mode, url);
  }
}

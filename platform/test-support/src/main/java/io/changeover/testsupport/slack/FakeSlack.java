package io.changeover.testsupport.slack;

import io.changeover.testsupport.web.ChangeStream;
import io.changeover.testsupport.web.LocalWeb;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A stand-in for Slack: {@code auth.test}, {@code chat.postMessage}, {@code chat.update}, {@code
 * conversations.list} and incoming webhooks over HTTP, with Slack's answers, error codes and time
 * stamps; a page that shows the channels; and faults on demand.
 *
 * <p>As in Slack, {@code chat.postMessage} takes a channel's name or id and {@code chat.update} its
 * id only.
 */
public final class FakeSlack implements AutoCloseable {
  private final SlackOptions options;
  private final LocalWeb web;
  private final SlackWorkspace workspace;
  private final FaultPlan faults = new FaultPlan();
  private final FaultAnswers faultAnswers = new FaultAnswers();
  private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();

  private FakeSlack(SlackOptions options) {
    this.options = options;
    this.web = new LocalWeb(options.port());
    ChangeStream changes = new ChangeStream();
    this.workspace = new SlackWorkspace(options, changes::announce);
    Map<String, String> webhooks =
        options.channels().stream()
            .collect(Collectors.toMap(this::webhookPath, channel -> channel));
    web.handle(WebApi.PATH, endpoint(new WebApi(new SlackMethods(workspace), options.token())))
        .handle(Webhooks.PATH, endpoint(new Webhooks(workspace, webhooks)))
        .handle("/changes", changes)
        .file("/slack.css", FakeSlack.class, "slack.css", "text/css; charset=utf-8")
        .file("/live.js", LocalWeb.class, "live.js", "text/javascript; charset=utf-8")
        .handle("/", new ChannelPages(workspace));
  }

  /** Starts it; it answers when this returns. */
  public static FakeSlack start(SlackOptions options) {
    FakeSlack slack = new FakeSlack(options);
    slack.web.start();
    return slack;
  }

  /** The address of its page, and where {@code /api} lies below. */
  public String url() {
    return web.url();
  }

  /** The base of the Web API, with a slash at the end: append {@code chat.postMessage}. */
  public String apiUrl() {
    return url() + WebApi.PATH;
  }

  /** The incoming webhook that posts into the given channel (without {@code #}). */
  public String webhookUrl(String channel) {
    return url() + webhookPath(channel);
  }

  /** The bot token it accepts. */
  public String token() {
    return options.token();
  }

  /** All messages of a channel (without {@code #}), replies included, oldest first. */
  public List<SlackMessage> messages(String channel) {
    return workspace.messages(channel);
  }

  /** Every call that arrived, oldest first. */
  public List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  /** Lets the next calls, of whatever kind, meet a fault. */
  public void failNext(int howMany, SlackFault fault) {
    faults.add(howMany, fault);
  }

  /** Forgets the faults that were not met yet. */
  public void heal() {
    faults.clear();
  }

  @Override
  public void close() {
    faultAnswers.close();
    web.close();
  }

  private SlackEndpoint endpoint(SlackCalls slackCalls) {
    return new SlackEndpoint(slackCalls, faults, faultAnswers, calls);
  }

  private String webhookPath(String channel) {
    int number = options.channels().indexOf(channel) + 1;
    String secret = Integer.toHexString((options.token() + channel).hashCode());
    return Webhooks.PATH + "T00000001/B%08d/%s".formatted(number, secret);
  }
}

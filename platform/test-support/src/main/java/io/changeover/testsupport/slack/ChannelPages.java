package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.changeover.testsupport.web.Answers;
import io.changeover.testsupport.web.Html;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code /} and {@code /channels/<name>}: the channels as a person sees them. */
final class ChannelPages implements HttpHandler {
  private static final String PATH = "/channels/";

  private final SlackWorkspace workspace;

  ChannelPages(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<SlackChannel> channel = channelOf(exchange.getRequestURI().getPath());
    if (channel.isPresent()) {
      Answers.page(exchange, 200, page(channel.get()));
    } else {
      Answers.text(exchange, 404, "no such channel");
    }
  }

  private Optional<SlackChannel> channelOf(String path) {
    if ("/".equals(path)) {
      return workspace.liveliest();
    }
    return workspace.channels().stream()
        .filter(channel -> path.equals(PATH + channel.name()))
        .findFirst();
  }

  private String page(SlackChannel channel) {
    List<SlackMessage> messages = workspace.messages(channel.name());
    String body =
        messages.isEmpty()
            ? "<p class=\"empty\">No messages yet. They appear here as they are sent.</p>"
            : new MessageView(ZoneId.systemDefault(), messages).channelHtml();
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>#%1$s · Slack stand-in</title>
    <link rel="stylesheet" href="/slack.css"><link rel="icon" href="data:,">
    <script src="/live.js" defer></script></head>
    <body data-live="/changes">
    <nav><div class="team">Changeover</div><div class="hint">Slack stand-in</div>
    <ul id="channels" data-replace>%2$s</ul></nav>
    <main><header><h1># %1$s</h1><span>%3$s</span></header>
    <div id="messages" class="messages" data-replace data-follow>%4$s</div></main>
    </body></html>
    """
        .formatted(Html.escape(channel.name()), menu(channel), count(messages), body);
  }

  private String menu(SlackChannel current) {
    StringBuilder html = new StringBuilder();
    for (SlackChannel channel : workspace.channels()) {
      String name = Html.escape(channel.name());
      html.append(channel.equals(current) ? "<li class=\"current\">" : "<li>");
      html.append("<a href=\"").append(PATH).append(name).append("\"># ").append(name);
      html.append("</a><span>").append(workspace.messages(channel.name()).size());
      html.append("</span></li>");
    }
    return html.toString();
  }

  private static String count(List<SlackMessage> messages) {
    return messages.size() == 1 ? "1 message" : messages.size() + " messages";
  }
}

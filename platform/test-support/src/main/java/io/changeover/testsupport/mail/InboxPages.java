package io.changeover.testsupport.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.changeover.testsupport.web.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /}: the inbox; {@code /mails/<n>}: one mail; {@code /mails/<n>/html}: its HTML part. */
final class InboxPages implements HttpHandler {
  private static final Pattern MAIL = Pattern.compile("/mails/(\\d{1,9})(/html)?");

  /** The mail may style itself and show embedded pictures; it runs nothing and loads nothing. */
  private static final String MAIL_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
          + " style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

  private final Inbox inbox;

  InboxPages(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher matcher = MAIL.matcher(path);
    if ("/".equals(path)) {
      Answers.page(exchange, 200, view().page(Optional.empty()));
    } else if (matcher.matches()) {
      mail(exchange, Integer.parseInt(matcher.group(1)), matcher.group(2) != null);
    } else {
      Answers.text(exchange, 404, "no such page");
    }
  }

  private void mail(HttpExchange exchange, int number, boolean htmlPart) throws IOException {
    Optional<CaughtMail> mail = inbox.mail(number);
    if (mail.isEmpty()) {
      Answers.text(exchange, 404, "no such mail");
    } else if (htmlPart) {
      exchange.getResponseHeaders().set("Content-Security-Policy", MAIL_POLICY);
      byte[] html = mail.get().html().getBytes(StandardCharsets.UTF_8);
      Answers.send(exchange, 200, "text/html; charset=utf-8", html);
    } else {
      Answers.page(exchange, 200, view().page(mail));
    }
  }

  private InboxView view() {
    return new InboxView(ZoneId.systemDefault(), inbox.mails());
  }
}

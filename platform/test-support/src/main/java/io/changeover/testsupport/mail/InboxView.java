package io.changeover.testsupport.mail;

import io.changeover.testsupport.web.Html;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The list of mails beside the one that is open. */
final class InboxView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int PREVIEW = 90;

  private final ZoneId zone;
  private final List<CaughtMail> mails;

  InboxView(ZoneId zone, List<CaughtMail> mails) {
    this.zone = zone;
    this.mails = mails;
  }

  /** Without an open mail the newest is shown, also when a newer one arrives. */
  String page(Optional<CaughtMail> open) {
    Optional<CaughtMail> shown = open.or(() -> mails.reversed().stream().findFirst());
    String count = mails.size() == 1 ? "1 mail" : mails.size() + " mails";
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Caught mail</title>
    <link rel="stylesheet" href="/mail.css"><link rel="icon" href="data:,">
    <script src="/live.js" defer></script></head>
    <body data-live="/changes">
    <nav><div class="top"><h1>Caught mail</h1>
    <span id="count" data-replace>%s</span></div>
    <ol id="mails" data-replace>%s</ol></nav>
    <main id="mail"%s>%s</main>
    </body></html>
    """
        .formatted(
            count,
            list(shown),
            open.isPresent() ? "" : " data-replace",
            shown.map(this::mail).orElse(empty()));
  }

  private static String empty() {
    return "<p class=\"empty\">Nothing was sent yet. Mails appear in the list as they arrive.</p>";
  }

  private String list(Optional<CaughtMail> shown) {
    StringBuilder html = new StringBuilder();
    for (CaughtMail mail : mails.reversed()) {
      html.append(Optional.of(mail).equals(shown) ? "<li class=\"current\">" : "<li>");
      html.append("<a href=\"/mails/").append(mail.number()).append("\"><span class=\"line\"><b>");
      html.append(Html.escape(String.join(", ", mail.to()))).append("</b><time>");
      html.append(TIME.format(mail.caughtAt().atZone(zone))).append("</time></span>");
      html.append("<span class=\"subject\">").append(subject(mail)).append("</span>");
      html.append("<span class=\"preview\">").append(preview(mail)).append("</span></a></li>");
    }
    return html.toString();
  }

  private String mail(CaughtMail mail) {
    return "<header><h2>"
        + subject(mail)
        + "</h2><dl>"
        + row("From", mail.from())
        + row("To", String.join(", ", mail.to()))
        + row("Caught", TIME.format(mail.caughtAt().atZone(zone)))
        + "</dl></header>"
        + htmlPart(mail)
        + textPart(mail);
  }

  /** The frame's own policy and its sandbox keep whatever stands in the mail inside. */
  private static String htmlPart(CaughtMail mail) {
    return mail.html().isEmpty()
        ? ""
        : "<section><h3>HTML</h3><iframe sandbox=\"allow-popups"
            + " allow-popups-to-escape-sandbox\" title=\"HTML part\" src=\"/mails/"
            + mail.number()
            + "/html\"></iframe></section>";
  }

  private static String textPart(CaughtMail mail) {
    return mail.text().isEmpty()
        ? ""
        : "<section><h3>Text</h3><pre>" + Html.escape(mail.text()) + "</pre></section>";
  }

  private static String row(String name, String value) {
    return "<dt>" + name + "</dt><dd>" + Html.escape(value) + "</dd>";
  }

  private static String subject(CaughtMail mail) {
    return mail.subject().isEmpty() ? "<i>no subject</i>" : Html.escape(mail.subject());
  }

  private static String preview(CaughtMail mail) {
    String line = mail.text().strip().replaceAll("\\s+", " ");
    return Html.escape(line.length() <= PREVIEW ? line : line.substring(0, PREVIEW) + "…");
  }
}

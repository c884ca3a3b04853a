package io.changeover.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What arrived in the stand-ins of Slack and of the mailbox, as their pages show it. */
final class Messages {
  private final String slack;
  private final String mail;

  Messages(String slack, String mail) {
    this.slack = slack;
    this.mail = mail;
  }

  /** All that a channel shows, as text. */
  String inSlack(String channel) throws IOException, InterruptedException {
    return text(Http.get(slack + "/channels/" + channel));
  }

  /** How many mails have come. */
  int mails() throws IOException, InterruptedException {
    return Http.get(mail + "/").split("href=\"/mails/\\d+\"", -1).length - 1;
  }

  /** The mails that came after so many, each with its subject, as text. */
  List<String> mailsAfter(int known) throws IOException, InterruptedException {
    List<String> texts = new ArrayList<>();
    for (int number = known + 1; number <= mails(); number++) {
      texts.add(text(Http.get(mail + "/mails/" + number + "/html")));
    }
    return texts;
  }

  private static String text(String html) {
    return html.replaceAll("<style[^>]*>[^<]*</style>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }
}

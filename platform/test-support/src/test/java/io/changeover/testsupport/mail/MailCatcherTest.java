package io.changeover.testsupport.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
  private final MailCatcher catcher = MailCatcher.start(MailOptions.onFreePorts());

  @AfterEach
  void stop() {
    catcher.close();
  }

  @Test
  void catchesBothPartsOnceForSeveralRecipients() throws Exception {
    send("Übergabe: done", "plain *text*", "<p>html</p>");

    assertThat(catcher.awaitMails(1, Duration.ofSeconds(5))).isTrue();
    CaughtMail mail = catcher.mails().getFirst();
    assertThat(mail.subject()).isEqualTo("Übergabe: done");
    assertThat(mail.from()).isEqualTo("changeover@example.org");
    assertThat(mail.to()).containsExactly("one@example.org", "two@example.org");
    assertThat(mail.text()).isEqualTo("plain *text*");
    assertThat(mail.html()).isEqualTo("<p>html</p>");
    assertThat(mail.messageId()).isNotEmpty();
    send("second", "x", "y");
    assertThat(catcher.awaitMails(2, Duration.ofSeconds(5))).isTrue();
    assertThat(catcher.mails()).extracting(CaughtMail::number).containsExactly(1, 2);
  }

  @Test
  void anOutageRefusesMailAndLosesNone() throws Exception {
    send("before", "x", "y");
    assertThat(catcher.awaitMails(1, Duration.ofSeconds(5))).isTrue();

    catcher.beginOutage();
    assertThatThrownBy(() -> send("during", "x", "y")).isInstanceOf(MessagingException.class);
    catcher.endOutage();
    send("after", "x", "y");

    assertThat(catcher.awaitMails(2, Duration.ofSeconds(5))).isTrue();
    assertThat(catcher.mails()).extracting(CaughtMail::subject).containsExactly("before", "after");
  }

  @Test
  void hangsUntilHealed() throws Exception {
    catcher.hang();
    assertThatThrownBy(() -> send("during", "x", "y")).isInstanceOf(MessagingException.class);
    assertThat(catcher.mails()).isEmpty();
    catcher.endOutage();
    send("after", "x", "y");
    assertThat(catcher.awaitMails(1, Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void showsTheInboxAndKeepsHtmlInASandbox() throws Exception {
    send("<b>subject</b>", "text & more", "<script>alert(1)</script><p>hello</p>");
    assertThat(catcher.awaitMails(1, Duration.ofSeconds(5))).isTrue();

    assertThat(get("/").body())
        .contains("&lt;b&gt;subject&lt;/b&gt;", "text &amp; more", "<iframe sandbox=")
        .doesNotContain("alert(1)");
    assertThat(policy("/")).contains("default-src 'none'").doesNotContain("unsafe");
    assertThat(get("/mails/1/html").body()).contains("<p>hello</p>");
    assertThat(policy("/mails/1/html")).startsWith("sandbox").doesNotContain("allow-scripts");
    assertThat(get("/mails/9").statusCode()).isEqualTo(404);
  }

  private String policy(String path) throws Exception {
    return get(path).headers().firstValue("Content-Security-Policy").orElse("");
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(catcher.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void send(String subject, String text, String html) throws MessagingException {
    MimeMessage message = new MimeMessage(session());
    message.setFrom(new InternetAddress("changeover@example.org"));
    message.addRecipients(Message.RecipientType.TO, "one@example.org,two@example.org");
    message.setSubject(subject, "UTF-8");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(text, "UTF-8");
    MimeBodyPart rich = new MimeBodyPart();
    rich.setContent(html, "text/html; charset=UTF-8");
    message.setContent(new MimeMultipart("alternative", plain, rich));
    Transport.send(message);
  }

  private Session session() {
    Properties settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", Integer.toString(catcher.smtpPort()));
    settings.setProperty("mail.smtp.timeout", "500");
    settings.setProperty("mail.smtp.connectiontimeout", "500");
    return Session.getInstance(settings);
  }
}

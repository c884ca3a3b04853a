package io.changeover.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.LinkSettings;
import io.changeover.notification.notice.Fact;
import io.changeover.notification.notice.Notice;
import io.changeover.notification.notice.Outlet;
import io.changeover.notification.notice.Tone;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MailTextsTest {
  private static final String EVIL = "<script>alert('x')</script> ${7*7} [[${7*7}]] & \"more\"";
  private static final DeploymentId DEPLOYMENT = new DeploymentId("0123456789");

  private final MailTexts texts = new MailTexts(new LinkSettings(URI.create("http://here/d/")));

  private static Notice notice(String text) {
    List<String> lines = List.of(text);
    return new Notice(
        Tone.FAILED,
        text,
        text,
        List.of(new Fact(text, text)),
        lines,
        lines,
        lines,
        Set.of(Outlet.MAIL));
  }

  @Test
  void nothingOfThePlanBecomesMarkupOrIsEvaluated() {
    String html = texts.html(DEPLOYMENT, notice(EVIL));

    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("49")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; ${7*7} [[${7*7}]] &amp;")
        .contains("href=\"http://here/d/0123456789\"");
    assertThat(html.split("&lt;script&gt;", -1)).hasSize(9);
  }

  @Test
  void theTextPartSaysEverythingAsItIs() {
    String text = texts.text(DEPLOYMENT, notice(EVIL));

    assertThat(text)
        .doesNotContain("49")
        .contains(EVIL + ": " + EVIL)
        .contains("Next:\n  " + EVIL)
        .contains("http://here/d/0123456789");
  }

  @Test
  void aSubjectIsOneShortLine() {
    String subject = texts.subject(notice("a\r\nBcc: you@example.org\t" + "x".repeat(500)));

    assertThat(subject).hasSizeLessThanOrEqualTo(200).startsWith("❌ a Bcc: you@example.org xxx");
  }
}

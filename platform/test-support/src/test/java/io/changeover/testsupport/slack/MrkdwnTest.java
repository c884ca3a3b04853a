package io.changeover.testsupport.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrkdwnTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          *bold* and _it_ ~gone~       | <strong>bold</strong> and <em>it</em> <del>gone</del>
          a*b*c and snake_case_name    | a*b*c and snake_case_name
          `*raw* <b>`                  | <code>*raw* &lt;b&gt;</code>
          *Step `x_1` done*            | <strong>Step <code>x_1</code> done</strong>
          :rocket: :unknown_one:       | 🚀 :unknown_one:
          a &lt;b&gt; &amp; c          | a &lt;b&gt; &amp; c
          <javascript:alert(1)>        | <span class="mention">javascript:alert(1)</span>
          <!here> ready                | <span class="mention">@here</span> ready
          "quoted" 'text'              | &quot;quoted&quot; &#39;text&#39;
          """)
  void becomesSafeHtml(String text, String html) {
    assertThat(Mrkdwn.toHtml(text)).isEqualTo(html);
  }

  @org.junit.jupiter.api.Test
  void linksGoToTheWebOnlyAndCannotBreakOut() {
    assertThat(Mrkdwn.toHtml("<http://x/?a=1&amp;b=\"><i>|the *page*>"))
        .startsWith(
            "<a rel=\"noreferrer noopener\" target=\"_blank\" href=\"http://x/?a=1&amp;b=&quot;\">")
        .doesNotContain("<i>");
    assertThat(Mrkdwn.toHtml("<https://a.b/c|the page>"))
        .endsWith("href=\"https://a.b/c\">the page</a>");
    assertThat(Mrkdwn.toHtml("one\n> quoted\ntwo"))
        .isEqualTo("one<br><blockquote>quoted</blockquote>two");
  }
}

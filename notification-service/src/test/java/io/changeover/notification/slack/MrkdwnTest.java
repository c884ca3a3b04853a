package io.changeover.notification.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class MrkdwnTest {
  @Test
  void leavesNothingThatSlackWouldTakeForAMentionOrALink() {
    assertThat(Mrkdwn.escape("<!channel> <http://x|y> a & b"))
        .isEqualTo("&lt;!channel&gt; &lt;http://x|y&gt; a &amp; b");
  }

  @Test
  void aBoldTextStaysOnOneLineAndCannotEndItself() {
    assertThat(Mrkdwn.bold("a*b\n<c>")).isEqualTo("*a∗b &lt;c&gt;*");
  }

  @Test
  void neverCutsAnEntityOrACharacterInTwo() {
    assertThat(Mrkdwn.cut("ab&amp;cd", 6)).isEqualTo("ab…");
    assertThat(Mrkdwn.cut("ab&amp;cd", 8)).isEqualTo("ab&amp;…");
    assertThat(Mrkdwn.cut("ab&amp;cd", 9)).isEqualTo("ab&amp;cd");
    assertThat(Mrkdwn.cut("a🔵bcd", 3)).isEqualTo("a…");
  }

  @Test
  void linesStayWithinTheLimit() {
    List<String> many = Collections.nCopies(500, "a line & more <text>");

    String text = Mrkdwn.lines(many, 3_000);

    assertThat(text).hasSizeLessThanOrEqualTo(3_000).hasSizeGreaterThan(2_900).endsWith("…");
  }

  @Test
  void aMessageKeepsSlacksLimits() {
    String longText = "<".repeat(5_000);

    ObjectNode message =
        new BlockKit(Mrkdwn.escape(longText))
            .header("line\n".repeat(100))
            .fields(Collections.nCopies(20, Mrkdwn.escape(longText)))
            .section(Mrkdwn.escape(longText))
            .context("")
            .build();

    assertThat(message.path("blocks")).hasSize(3);
    assertThat(message.at("/blocks/0/text/text").asString())
        .hasSizeLessThanOrEqualTo(BlockKit.LONGEST_HEADER)
        .doesNotContain("\n");
    assertThat(message.at("/blocks/1/fields")).hasSize(BlockKit.MOST_FIELDS);
    assertThat(message.at("/blocks/1/fields/0/text").asString())
        .hasSizeLessThanOrEqualTo(BlockKit.LONGEST_FIELD)
        .endsWith("&lt;…");
    assertThat(message.at("/blocks/2/text/text").asString())
        .hasSizeLessThanOrEqualTo(BlockKit.LONGEST_TEXT);
  }
}

package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.changeover.orchestrator.plan.Finding;
import io.changeover.orchestrator.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text is, it is answered with findings, soon. */
class HostilePlansTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MUTATIONS = 1_500;
  private static final String HEAD = "apiVersion: changeover/v1\nname: hostile\nversion: \"1\"\n";

  private static final String MARKS = "{}[]:,&*!|>'\"%@`#-?\n\t \0";

  private static final String[] PIECES = {
    "${", "${x}", "null", "~", "-1", "99999999999999999999", "1e999", ".nan", "PT", "P", "{}", "[]",
    "..", "../", "true", "\u0000", "\ud800", "\ufeff", "<<: *a", "&a ", "*a", "!!set ", "--- ", "? "
  };

  static Stream<Arguments> hostile() {
    StringBuilder laughs = new StringBuilder(HEAD + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
    }
    return Stream.of(
        Arguments.of("nested brackets", "too-deep", "[".repeat(200_000)),
        Arguments.of("nested braces", "too-deep", "{a: ".repeat(50_000)),
        Arguments.of("nested dashes", "too-deep", "- ".repeat(100_000)),
        Arguments.of("nested keys", "too-deep", "? ".repeat(100_000)),
        Arguments.of("billion laughs", "alias", laughs.toString()),
        Arguments.of("too large", "too-large", "#".repeat(PlanReader.LARGEST + 1)),
        Arguments.of(
            "too large in bytes", "too-large", "#" + "\u00e4".repeat(PlanReader.LARGEST / 2)),
        Arguments.of("many values", "too-large", HEAD + "sign-off: [" + "a,".repeat(100_000) + "]"),
        Arguments.of("many unknown keys", "unknown-key", HEAD + manyKeys(15_000)),
        Arguments.of("many misspelt keys", "unknown-key", HEAD + "preflight:\n" + manySteps(2_000)),
        Arguments.of("a long number", "wrong-type", HEAD + "sign-off: " + "9".repeat(200_000)),
        Arguments.of("a long word", "wrong-form", HEAD + "sign-off: [" + "x".repeat(200_000) + "]"),
        Arguments.of("a huge regex", "too-much", HEAD + regex("(a*)*".repeat(30_000))),
        Arguments.of("a deep regex", "wrong-value", HEAD + regex("(".repeat(1_000))),
        Arguments.of("a long cycle", "cycle", HEAD + "preflight:\n" + longCycle(2_000)),
        Arguments.of(
            "growing parameters",
            "too-large",
            HEAD
                + "parameters: {a: "
                + "y".repeat(1_000)
                + "}\ndescription: "
                + "${a}".repeat(50_000)),
        Arguments.of("a forbidden character", "syntax", HEAD + "description: a\u0007b"),
        Arguments.of("half a character", "syntax", HEAD + "description: \ud800"),
        Arguments.of("a directive", "syntax", "%YAML 99999999999999.1\n---\na: b"),
        Arguments.of("an unknown escape", "syntax", HEAD + "description: \"\\q\""),
        Arguments.of("an impossible escape", "syntax", HEAD + "description: \"\\UFFFFFFFF\""));
  }

  private static String regex(String pattern) {
    return "targets: {app: tracehub-app}\npreflight: [{id: a, log-scan: {target: app, instance: blue, pattern: '"
        + pattern
        + "'}}]";
  }

  private static String manyKeys(int count) {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < count; i++) {
      keys.append("key").append(i).append(": 1\n");
    }
    return keys.toString();
  }

  private static String manySteps(int count) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < count; i++) {
      steps.append("  - {id: step-%d, no-op: {}, timeuot: PT1M}\n".formatted(i));
    }
    return steps.toString();
  }

  private static String longCycle(int count) {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < count; i++) {
      steps.append(
          "  - {id: step-%d, after: [step-%d], no-op: {}}\n".formatted(i, (i + 1) % count));
    }
    return steps.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isAnsweredSoon(String name, String code, String yaml) {
    long before = System.nanoTime();
    List<Finding> findings = Reading.findings(yaml, Map.of());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    assertThat(findings).extracting(Finding::code).contains(code);
    assertThat(findings).hasSizeLessThanOrEqualTo(Findings.MOST);
    assertThat(findings)
        .allSatisfy(each -> assertThat(each.message()).hasSizeLessThan(Findings.LONGEST_TEXT + 10));
  }

  @Test
  @Timeout(600)
  void noMutationOfAPlanIsAnsweredWithAnException() throws IOException {
    String plan = Files.readString(Project.file("examples/tracehub/plan.yaml"));
    long seed = Long.getLong("changeover.seed", 20_260_105L);
    SplittableRandom random = new SplittableRandom(seed);
    long until = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    int tried = 0;
    int refused = 0;
    for (int i = 0; i < MUTATIONS && System.nanoTime() < until; i++) {
      String mutated = mutated(plan, random);
      int number = i;
      assertThatCode(() -> Reading.findings(mutated, Map.of()))
          .as("mutation %d with -Dchangeover.seed=%d:%n%s", number, seed, mutated)
          .doesNotThrowAnyException();
      tried++;
      refused += Reading.findings(mutated, Map.of()).isEmpty() ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(tried / 30);
  }

  private static String mutated(String plan, SplittableRandom random) {
    StringBuilder text = new StringBuilder(plan);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      mutate(text, random);
    }
    return text.toString();
  }

  private static void mutate(StringBuilder text, SplittableRandom random) {
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + random.nextInt(1, 30));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.insert(from, text.substring(from, to));
      case 2 -> text.setCharAt(from, (char) random.nextInt(0x20, 0x17f));
      case 3 -> text.setCharAt(from, MARKS.charAt(random.nextInt(MARKS.length())));
      case 4 -> text.insert(from, PIECES[random.nextInt(PIECES.length)]);
      default -> deleteLine(text, from);
    }
  }

  private static void deleteLine(StringBuilder text, int at) {
    int start = text.lastIndexOf("\n", at) + 1;
    int end = text.indexOf("\n", at);
    text.delete(start, end < 0 ? text.length() : end + 1);
  }
}

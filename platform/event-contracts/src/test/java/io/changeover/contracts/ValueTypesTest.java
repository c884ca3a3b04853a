package io.changeover.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.Expectation;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {
  private static void refused(Function<String, ?> type, String value) {
    assertThatIllegalArgumentException().as(value).isThrownBy(() -> type.apply(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-h", "--sql", "a\nb", "a\u0000b", "\t"})
  void anArgumentIsNeverAnOptionAndHasNoControlCharacters(String value) {
    refused(Argument::new, value);
  }

  @Test
  void anArgumentIsBounded() {
    assertThat(new Argument("x".repeat(500)).value()).hasSize(500);
    refused(Argument::new, "x".repeat(501));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "..", "../x", "a/../../x", "a\\..\\x", "-rf", "a\u0007"})
  void aRelativePathStaysBelowItsWorkspace(String value) {
    refused(RelativePath::new, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.py", "versions/*.py", ".env", "a..b/c"})
  void aRelativePathMayBeAGlob(String value) {
    assertThat(new RelativePath(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "health", "//evil.example/x", "http://x/", "/a b", "/\\evil", "/a\r\nHost: x"})
  void aUrlPathNeverNamesAHost(String value) {
    refused(UrlPath::new, value);
  }

  @ParameterizedTest
  @CsvSource({
    "50GB, 50000000000",
    "1MB, 1000000",
    "3kB, 3000",
    "3KB, 3000",
    "2TB, 2000000000000",
    "512B, 512",
    "0B, 0",
    "9223372036854775807B, 9223372036854775807"
  })
  void aSizeIsANumberWithAUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GB",
        "1",
        "1.5GB",
        "-1B",
        "1 GB",
        "1gb",
        "9223372036854775808B",
        "9999999999TB"
      })
  void anythingElseIsNoSize(String text) {
    refused(ByteSize::parse, text);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 1_000_000_000_000L, 123_456_789_012_345L, Long.MAX_VALUE})
  void aSizeComesBackFromItsExactForm(long bytes) {
    ByteSize size = new ByteSize(bytes);

    assertThat(Json.mapper().readValue(Json.canonical(size), ByteSize.class)).isEqualTo(size);
  }

  @Test
  void aSizeIsShownInItsLargestUnit() {
    assertThat(new ByteSize(2_500_000_000L)).hasToString("2.5 GB");
    assertThat(new ByteSize(12)).hasToString("12 B");
  }

  @Test
  void aCommandIdSaysWhatIsToBeDone() {
    CommandId id =
        CommandId.of(new DeploymentId("0198-aaaa"), new StepId("a.verify-1"), Direction.BACK, 12);

    assertThat(id).hasToString("0198-aaaa/a.verify-1/back/12");
    assertThat(new CommandId(id.value())).isEqualTo(id);
    refused(CommandId::new, "0198-aaaa/a/sideways/1");
    refused(CommandId::new, "0198-aaaa/a/back/1/2");
    refused(CommandId::new, "short/a/back/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a/b", ".a", "-a", "ä"})
  void aStepIdIsAPlainWord(String value) {
    refused(StepId::new, value);
    refused(TaskId::new, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DBA", "1st", "a_b", "-a"})
  void aRoleIsAPlainWord(String value) {
    refused(Role::new, value);
  }

  @Test
  void namesOfTargetsCarryNoAddress() {
    refused(TargetName::new, "postgresql://u:p@h/db");
    refused(TargetAlias::new, "a/b");
    refused(WorkspaceName::new, "../x");
    refused(PlanName::new, "a b");
  }

  @Test
  void aDigestIsLowerCaseHexadecimal() {
    refused(Digest::new, "A".repeat(64));
    refused(Digest::new, "a".repeat(63));
    assertThat(Json.sha256(new byte[0]).value()).startsWith("e3b0c442");
  }

  @Test
  void anActorsNameIsBounded() {
    assertThatIllegalArgumentException().isThrownBy(() -> Actor.person("x".repeat(101)));
  }

  @Test
  void progressIsNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Progress(-1, 0, "rows", ""));
  }

  @Test
  void anExpectationIsExactlyOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Expectation(1L, "1", null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new Expectation(null, null, null, null));
  }

  @Test
  void longTextsAreCutWithoutHalvingACharacter() {
    String smile = "\uD83D\uDE00";
    String before = "x".repeat(CheckResult.LONGEST_TEXT - 1);

    CheckResult result = CheckResult.of("n", before + smile, before + smile + "y", true);
    FailureReason reason =
        new FailureReason(
            FailureCode.UNEXPECTED,
            before + smile,
            "nothing",
            smile + "x".repeat(FailureReason.LONGEST_DETAIL - 1));

    assertThat(result.actual()).isEqualTo(before + " [cut]");
    assertThat(reason.message()).isEqualTo(before);
    assertThat(reason.detail()).isEqualTo("x".repeat(FailureReason.LONGEST_DETAIL - 1));
    assertThat(Json.mapper().readValue(Json.mapper().writeValueAsBytes(result), CheckResult.class))
        .isEqualTo(result);
  }

  @Test
  void aCheckThatOnlyWarnsDoesNotFail() {
    assertThat(CheckResult.of("n", "1", "2", Severity.MINOR, false).verdict())
        .isEqualTo(Verdict.WARNED);
    assertThat(CheckResult.of("n", "1", "2", false).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(CheckResult.of("n", "1", "1", true).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void levelsAreOneToThree() {
    assertThat(RollbackLevel.of(3)).isEqualTo(RollbackLevel.RESTORE);
    assertThatIllegalArgumentException().isThrownBy(() -> RollbackLevel.of(4));
  }
}

package io.changeover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {
  private static final Instant BUILD_BEGAN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir Path root;

  @BeforeEach
  void aModuleWithPassedTests() throws IOException {
    report(
        "backup-service/target/surefire-reports/TEST-DumpTest.xml",
        "<testcase classname='DumpTest' name='dumps'/><testcase classname='DumpTest' name='restores'/>");
  }

  @Test
  void countsUnitAndIntegrationTestsOfAllModules() throws IOException {
    report(
        "platform/service-kit/target/failsafe-reports/TEST-OutboxIT.xml",
        "<testcase classname='OutboxIT' name='relays'/>");

    assertThat(printed(summary(true))).isEqualToIgnoringNewLines("3 passed, 0 failed, 0 skipped");
    assertThat(summary(true).isAcceptable()).isTrue();
  }

  @Test
  void namesWhatFailedAndWhy() throws IOException {
    report(
        "rollout-service/target/surefire-reports/TEST-SwitchTest.xml",
        "<testcase classname='SwitchTest' name='switches'><failure message='no nginx&#10;at x'/></testcase>"
            + "<testcase classname='SwitchTest' name='reloads'><error>broken pipe</error></testcase>");

    assertThat(printed(summary(true)))
        .contains("FAILED: SwitchTest.switches: no nginx")
        .contains("FAILED: SwitchTest.reloads: broken pipe")
        .endsWith("2 passed, 2 failed, 0 skipped\n");
    assertThat(summary(true).isAcceptable()).isFalse();
  }

  @Test
  void aSkippedTestIsToldWithItsReason() throws IOException {
    skipped("alembic is not installed");

    assertThat(printed(summary(true)))
        .contains("SKIPPED: ToolIT.runs: alembic is not installed")
        .endsWith("2 passed, 0 failed, 1 skipped\n");
    assertThat(summary(true).isAcceptable()).isTrue();
  }

  @Test
  void aSkippedTestIsAFailureWhereThatIsAsked() throws IOException {
    skipped("alembic is not installed");

    assertThat(printed(summary(false))).contains("NOT ALLOWED");
    assertThat(summary(false).isAcceptable()).isFalse();
  }

  @Test
  void aMissingDockerEngineIsAnExcuse() throws IOException {
    skipped("SKIPPED, NOT TESTED: NO DOCKER ENGINE starts here: only root can start an engine");

    assertThat(printed(summary(false)))
        .contains("ALLOWED WITHOUT A DOCKER ENGINE OR ROOT: ToolIT.runs");
    assertThat(summary(false).isAcceptable()).isTrue();
  }

  @Test
  void thatOnlyRootMayMountADiskIsAnExcuse() throws IOException {
    skipped("SKIPPED, NOT TESTED: ONLY ROOT MOUNTS A SMALL DISK: mount: must be superuser");

    assertThat(summary(false).isAcceptable()).isTrue();
  }

  @Test
  void aMissingProgramOfDockerIsNoExcuse() throws IOException {
    skipped("docker-compose is not installed; run: apt-get install -y docker-compose");

    assertThat(summary(false).isAcceptable()).isFalse();
  }

  @Test
  void reportsOfAnEarlierBuildDoNotCount() throws IOException {
    Path old =
        report(
            "notification-service/target/surefire-reports/TEST-GoneTest.xml",
            "<testcase classname='GoneTest' name='failed'><failure message='long ago'/></testcase>");
    Files.setLastModifiedTime(old, FileTime.from(BUILD_BEGAN.minusSeconds(1)));

    assertThat(printed(summary(true))).isEqualToIgnoringNewLines("2 passed, 0 failed, 0 skipped");
  }

  private void skipped(String reason) throws IOException {
    report(
        "migration-service/target/failsafe-reports/TEST-ToolIT.xml",
        "<testcase classname='ToolIT' name='runs'><skipped message='%s'/></testcase>"
            .formatted(reason));
  }

  private Path report(String file, String testCases) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "<testsuite>" + testCases + "</testsuite>");
    return Files.setLastModifiedTime(path, FileTime.from(BUILD_BEGAN.plusSeconds(1)));
  }

  private TestSummary summary(boolean skipsAllowed) throws IOException {
    return new TestSummary(TestReports.below(root, BUILD_BEGAN), skipsAllowed);
  }

  private static String printed(TestSummary summary) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    summary.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

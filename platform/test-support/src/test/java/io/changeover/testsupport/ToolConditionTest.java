package io.changeover.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class ToolConditionTest {
  @TempDir Path bin;

  @RequiresTool("pg_dump")
  @RequiresTool(value = "frobnicate", aptPackage = "frobnicate-cli")
  private static final class NeedsTwo {}

  @Test
  void skipsLoudlyAndNamesThePackage() {
    ConditionEvaluationResult result =
        new ToolCondition(Map.of("PATH", bin.toString())).evaluate(tools());
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason().orElse(""))
        .contains("SKIPPED", "pg_dump", "apt-get install -y postgresql-client-15")
        .contains("frobnicate", "apt-get install -y frobnicate-cli");
  }

  @Test
  void failsWhereNothingMayBeSkipped() {
    ToolCondition condition =
        new ToolCondition(Map.of("PATH", bin.toString(), ToolCondition.NO_SKIPS, "true"));
    assertThatThrownBy(() -> condition.evaluate(tools()))
        .isInstanceOf(MissingToolException.class)
        .hasMessageContaining("frobnicate-cli");
  }

  @Test
  void runsWhenEveryToolIsThere() throws Exception {
    for (String tool : List.of("pg_dump", "frobnicate")) {
      Path file = Files.createFile(bin.resolve(tool));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
    ToolCondition condition =
        new ToolCondition(Map.of("PATH", "/nowhere:" + bin, ToolCondition.NO_SKIPS, "true"));
    assertThat(condition.evaluate(tools()).isDisabled()).isFalse();
  }

  private static List<RequiresTool> tools() {
    return List.of(NeedsTwo.class.getAnnotationsByType(RequiresTool.class));
  }
}

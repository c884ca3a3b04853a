package io.changeover.validation.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.step.Environment;
import io.changeover.contracts.step.Instance;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.validation.Steps;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentCheckTest {
  private static final Map<String, String> REGISTERED =
      Map.of("DATABASE_URL", "postgresql://a-secret", "SECRET_KEY", "another-secret", "EMPTY", " ");

  @TempDir private Path directory;

  @Test
  void namesAreLookedForAndValuesNeverTold() throws Exception {
    assertThat(look("DATABASE_URL", "SECRET_KEY")).isInstanceOf(Outcome.Succeeded.class);
    Outcome outcome = look("DATABASE_URL", "EMPTY", "SMTP_HOST");
    assertThat(Steps.only(outcome).actual()).isEqualTo("missing or blank: EMPTY, SMTP_HOST");
    assertThat(outcome.toString()).doesNotContain("a-secret");
  }

  @Test
  void theRunningProcessCounts() throws Exception {
    ProcessBuilder sleep = new ProcessBuilder("sleep", "60");
    sleep.environment().put("DATABASE_URL", "postgresql://a-secret");
    sleep.environment().remove("SECRET_KEY");
    Process process = sleep.start();
    try {
      // As the rollout service writes it: with what tells the process from a later namesake.
      Files.writeString(directory.resolve("pid"), process.pid() + "\n4711\n0\n");
      Outcome outcome = look("DATABASE_URL", "SECRET_KEY");
      assertThat(outcome.checks())
          .extracting(CheckResult::actual)
          .containsExactly("all there", "missing or blank: SECRET_KEY");
      assertThat(outcome.toString()).doesNotContain("a-secret");
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(look("DATABASE_URL").checks()).hasSize(1);
  }

  @Test
  void theFileThatAContainerIsStartedWithCountsAndNotTheRegistration() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("auth.env"),
            """
            # what the container gets
            DATABASE_URL=postgresql://a-secret
            REDIS_URL="redis://a-secret"
            SECRET_KEY=''
            """);

    assertThat(look(file, "DATABASE_URL", "REDIS_URL")).isInstanceOf(Outcome.Succeeded.class);
    Outcome outcome = look(file, "DATABASE_URL", "SECRET_KEY", "PORT");
    assertThat(Steps.only(outcome).name()).isEqualTo("variables in the file that starts blue");
    assertThat(Steps.only(outcome).actual()).isEqualTo("missing or blank: SECRET_KEY, PORT");
    assertThat(outcome.toString()).doesNotContain("a-secret");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    StepFailure failure =
        catchThrowableOfType(
            StepFailure.class, () -> look(directory.resolve("gone.env"), "DATABASE_URL"));

    assertThat(failure.reason().message()).contains("gone.env");
  }

  private Outcome look(String... variables) throws Exception {
    return look((Path) null, variables);
  }

  private Outcome look(@Nullable Path envFile, String... variables) throws Exception {
    URI url = URI.create("http://localhost");
    Installation blue =
        new Installation(url, List.of(), null, REGISTERED, null, directory.resolve("pid"), envFile);
    ApplicationTarget target =
        new ApplicationTarget(Steps.APP_NAME, url, Map.of(Instance.BLUE, blue), Map.of(), null);
    Environment spec =
        new Environment(
            Steps.APP,
            Instance.BLUE,
            java.util.Arrays.stream(variables).map(Argument::new).toList());
    return new EnvironmentCheck(Steps.application(target), new ProcFiles())
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}

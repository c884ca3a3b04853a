package io.changeover.validation.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Git;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.testsupport.RequiresTool;
import io.changeover.validation.Steps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("git")
class GitCheckTest {
  private static final Git EVERYTHING = new Git(Steps.WORKSPACE, new Argument("main"), true, true);

  @TempDir Path directory;
  private Path origin;
  private Path checkout;

  @BeforeEach
  void lay() throws Exception {
    origin = Files.createDirectory(directory.resolve("origin"));
    checkout = directory.resolve("checkout");
    git(origin, "init", "-q", "-b", "main");
    commit("one");
    git(directory, "clone", "-q", "origin", "checkout");
  }

  @Test
  void aFreshCheckoutIsAsExpected() throws Exception {
    Outcome outcome = check(EVERYTHING);
    assertThat(outcome.checks()).hasSize(3).allMatch(check -> check.verdict() == Verdict.PASSED);
  }

  @Test
  void namesAnotherBranch() throws Exception {
    git(checkout, "switch", "-q", "-c", "feature");
    assertThat(check(EVERYTHING).checks().getFirst().actual()).isEqualTo("feature");
    assertThat(check(EVERYTHING).checks().getLast().actual())
        .isEqualTo("the branch has no upstream");
    git(checkout, "switch", "-q", "--detach", "main");
    assertThat(check(EVERYTHING).checks().getFirst().actual()).isEqualTo("no branch (detached)");
  }

  @Test
  void namesWhatIsNotCommitted() throws Exception {
    Files.writeString(checkout.resolve("one"), "changed");
    Files.writeString(checkout.resolve("new"), "untracked");

    CheckResult changes = check(EVERYTHING).checks().get(1);
    assertThat(changes.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(changes.actual()).isEqualTo("2 changed or untracked: M one, ?? new");
  }

  @Test
  void countsWhatIsMissing() throws Exception {
    commit("two");
    commit("three");
    assertThat(check(EVERYTHING)).as("nothing was fetched").isInstanceOf(Outcome.Succeeded.class);
    git(checkout, "fetch", "-q");

    CheckResult missing = check(EVERYTHING).checks().getLast();
    assertThat(missing.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(missing.actual()).isEqualTo("2 commits");
  }

  @Test
  void runsNoProgramOfTheCheckout() throws Exception {
    Path ran = directory.resolve("ran");
    Path program =
        Files.writeString(checkout.resolve(".git/monitor"), "#!/bin/sh\ntouch " + ran + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    git(checkout, "config", "core.fsmonitor", program.toString());
    git(checkout, "status", "--porcelain");
    assertThat(ran).as("git runs it by itself").exists();
    Files.delete(ran);

    check(EVERYTHING);
    assertThat(ran).doesNotExist();
  }

  @Test
  void aDirectoryThatIsNoCheckoutFailsClearly() throws Exception {
    Path bare = Files.createDirectory(directory.resolve("bare"));
    StepFailure failure =
        catchThrowableOfType(
            StepFailure.class,
            () ->
                new GitCheck(Steps.workspace(bare))
                    .handle(Steps.command(EVERYTHING), EVERYTHING, LoneStepContext.first()));
    assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(failure.reason().detail()).contains("not a git repository");
  }

  private Outcome check(Git spec) throws Exception {
    return new GitCheck(Steps.workspace(checkout))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }

  private void commit(String file) throws Exception {
    Files.writeString(origin.resolve(file), file);
    git(origin, "add", file);
    git(
        origin,
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@example.org",
        "commit",
        "-q",
        "-m",
        file);
  }

  private static void git(Path where, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}

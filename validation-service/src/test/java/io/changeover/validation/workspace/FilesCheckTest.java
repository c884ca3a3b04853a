package io.changeover.validation.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Files;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCheckTest {
  @TempDir Path directory;
  private Path workspace;

  @BeforeEach
  void lay() throws Exception {
    workspace = directory.resolve("workspace");
    file("workspace/versions/003_tables.py", "rw-r--r--");
    file("workspace/versions/004_columns.py", "rw-r--r--");
    file("workspace/scripts/backup.sh", "rwxr-xr-x");
    file("workspace/scripts/deep/restore.sh", "rw-r--r--");
    file("secrets/key.pem", "rw-r--r--");
  }

  @Test
  void findsWhatGlobsMatch() throws Exception {
    assertPassed(
        present("versions/00[34]_*.py"), "versions/003_tables.py, versions/004_columns.py");
    assertPassed(present("**/*.sh"), "scripts/backup.sh, scripts/deep/restore.sh");
    assertPassed(present("versions/{003,009}*"), "versions/003_tables.py");
    assertFailed(present("versions/005_*.py"), "none");
    assertFailed(present("*.sh"), "none");
    assertFailed(present("scripts"), "none");
  }

  @Test
  void looksAtTheExecutableBit() throws Exception {
    assertPassed(executable("scripts/*.sh"), "scripts/backup.sh");
    assertFailed(executable("scripts/**.sh"), "not executable: scripts/deep/restore.sh");
    assertFailed(executable("scripts/*.bash"), "none");
  }

  @Test
  void noLinkLeadsOut() throws Exception {
    link("workspace/key.pem", directory.resolve("secrets/key.pem"));
    link("workspace/outside", directory.resolve("secrets"));
    link("workspace/inside.py", workspace.resolve("versions/003_tables.py"));
    link("workspace/broken.py", workspace.resolve("nowhere"));

    assertFailed(present("key.pem"), "none");
    assertFailed(present("outside/*"), "none");
    assertFailed(present("broken.py"), "none");
    assertPassed(present("inside.py"), "inside.py");
  }

  @Test
  void refusesWhatIsNoGlob() {
    StepFailure failure = catchThrowableOfType(StepFailure.class, () -> check(present("[a")));
    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
  }

  private void assertPassed(Files spec, String actual) throws Exception {
    CheckResult check = Steps.only(check(spec));
    assertThat(check.actual()).isEqualTo(actual);
    assertThat(check.verdict()).isEqualTo(Verdict.PASSED);
  }

  private void assertFailed(Files spec, String actual) throws Exception {
    CheckResult check = Steps.only(check(spec));
    assertThat(check.actual()).isEqualTo(actual);
    assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
  }

  private Outcome check(Files spec) throws Exception {
    return new FilesCheck(Steps.workspace(workspace))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }

  private static Files present(String... globs) {
    return new Files(Steps.WORKSPACE, paths(globs), List.of());
  }

  private static Files executable(String... globs) {
    return new Files(Steps.WORKSPACE, List.of(), paths(globs));
  }

  private static List<RelativePath> paths(String... globs) {
    return Arrays.stream(globs).map(RelativePath::new).toList();
  }

  private void file(String name, String permissions) throws Exception {
    Path file = directory.resolve(name);
    java.nio.file.Files.createDirectories(file.getParent());
    java.nio.file.Files.writeString(file, name);
    java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void link(String name, Path to) throws Exception {
    java.nio.file.Files.createSymbolicLink(directory.resolve(name), to);
  }
}

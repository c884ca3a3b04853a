package io.changeover.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.ReplaceFile;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.rollout.release.OneWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacingFileTest {
  private static final String OLD = "DATABASE_TYPE=sqlite\n";
  private static final String NEW = "DATABASE_TYPE=postgresql\n";

  @TempDir Path workspace;
  private Path file;
  private Path with;

  @BeforeEach
  void files() throws Exception {
    file = Files.writeString(workspace.resolve(".env"), OLD);
    with = Files.writeString(workspace.resolve(".env.new"), NEW);
    mode(file, "rw-r-----");
    mode(with, "rw-rw-rw-");
  }

  private static void mode(Path file, String rights) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private Evidence.ReplacedFile run(Direction direction, String with) throws Exception {
    WorkspaceName name = new WorkspaceName("app");
    ReplaceFile spec = new ReplaceFile(name, new RelativePath(".env"), new RelativePath(with));
    ReplacingFile handler = new ReplacingFile(new OneWorkspace(name, workspace));
    Outcome outcome = handler.handle(Steps.command(direction, spec), spec, LoneStepContext.first());
    return (Evidence.ReplacedFile) ((Outcome.Succeeded) outcome).evidence();
  }

  private Evidence.ReplacedFile run(Direction direction) throws Exception {
    return run(direction, ".env.new");
  }

  private Set<String> names() throws Exception {
    try (Stream<Path> files = Files.list(workspace)) {
      return new HashSet<>(files.map(one -> one.getFileName().toString()).toList());
    }
  }

  @Test
  void theContentIsReplacedAndTheRightsStay() throws Exception {
    run(Direction.FORWARD);

    assertThat(file).hasContent(NEW.strip());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(with).hasContent(NEW.strip());
    assertThat(names()).hasSize(3).doesNotContain(".env.unfinished");
  }

  @Test
  void backPutsThereWhatWasThereHoweverOftenItWentForward() throws Exception {
    Evidence.ReplacedFile forward = run(Direction.FORWARD);
    assertThat(run(Direction.FORWARD)).isEqualTo(forward);

    run(Direction.BACK);
    run(Direction.BACK);

    assertThat(file).hasContent(OLD.strip());
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    assertThat(names()).containsExactlyInAnyOrder(".env", ".env.new");
  }

  @Test
  void backWithoutForwardChangesNothing() throws Exception {
    run(Direction.BACK);

    assertThat(file).hasContent(OLD.strip());
    assertThat(names()).containsExactlyInAnyOrder(".env", ".env.new");
  }

  /** As a kill leaves it between the copy of the old file and the new one's name. */
  @Test
  void whatAKilledAttemptLeftBehindDoesNotGetInTheWay() throws Exception {
    run(Direction.FORWARD);
    Files.writeString(file, OLD);
    Files.writeString(workspace.resolve(".env.unfinished"), NEW.substring(0, 9));

    run(Direction.FORWARD);

    assertThat(file).hasContent(NEW.strip());
    run(Direction.BACK);
    assertThat(file).hasContent(OLD.strip());
    assertThat(names()).containsExactlyInAnyOrder(".env", ".env.new");
  }

  @Test
  void whoReadsMeanwhileSeesTheOneOrTheOtherWhole() throws Exception {
    String before = "o".repeat(300_000);
    String after = "n".repeat(200_000);
    Files.writeString(file, before);
    Files.writeString(with, after);
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Set<String>> reading =
        new FutureTask<>(() -> {
          Set<String> seen = new HashSet<>();
          while (!done.get()) {
            seen.add(Files.readString(file));
          }
          return seen;
        });
    Thread reader = Thread.ofPlatform().start(reading);
    for (int round = 0; round < 40; round++) {
      run(Direction.FORWARD);
      run(Direction.BACK);
    }
    done.set(true);
    reader.join();

    assertThat(reading.get()).isSubsetOf(before, after);
    assertThat(file).hasContent(before);
  }

  @Test
  void nothingOutsideOfTheWorkspaceIsTouched(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "mine");
    Files.createSymbolicLink(workspace.resolve("link"), secret);

    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> run(Direction.FORWARD, "link"));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(file).hasContent(OLD.strip());
    assertThat(secret).hasContent("mine");
  }
}

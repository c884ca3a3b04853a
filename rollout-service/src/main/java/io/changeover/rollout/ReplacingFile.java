package io.changeover.rollout;

import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.ReplaceFile;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Workspaces;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Puts a prepared file in the place of another one, which is kept beside it until the way back is
 * gone; back puts it there again. Whoever reads the file sees the one or the other, whole.
 */
@Component
final class ReplacingFile implements StepHandler<ReplaceFile> {
  private final Workspaces workspaces;

  ReplacingFile(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Class<ReplaceFile> kind() {
    return ReplaceFile.class;
  }

  @Override
  public Outcome handle(StepCommand command, ReplaceFile spec, StepContext context)
      throws StepFailure, IOException {
    Path workspace = workspaces.get(spec.workspace());
    Path file = inside(workspace, spec.file().value());
    Path kept =
        file.resolveSibling(
            "%s.before-%s-%s".formatted(file.getFileName(), command.deployment(), command.step()));
    return switch (command.direction()) {
      case FORWARD -> forward(spec, file, inside(workspace, spec.with().value()), kept);
      case BACK -> back(spec, file, kept);
      case PROBE -> throw nothingToProbe();
    };
  }

  private static StepFailure nothingToProbe() {
    return new StepFailure(
        FailureCode.REFUSED,
        "There is nothing to probe: the file that was replaced lies beside the new one.",
        "Send the step back to undo it.");
  }

  /** A link that leads out of the workspace is not followed. */
  private static Path inside(Path workspace, String path) throws StepFailure, IOException {
    Path file = workspace.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || !file.toRealPath().startsWith(workspace.toRealPath())) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is no file %s in the workspace.".formatted(path),
          "Create it, or correct the path in the plan.");
    }
    return file;
  }

  /** What was there is kept only once: after a crash it may be the new one already. */
  private static Outcome forward(ReplaceFile spec, Path file, Path with, Path kept)
      throws IOException {
    if (!Files.exists(kept)) {
      put(file, kept, file);
    }
    put(with, file, file);
    return Outcome.succeeded(
        new Evidence.ReplacedFile(spec.file().value(), digest(file), digest(kept)));
  }

  private static Outcome back(ReplaceFile spec, Path file, Path kept) throws IOException {
    Digest before = digest(file);
    if (Files.exists(kept)) {
      put(kept, file, kept);
      Files.delete(kept);
      syncDirectoryOf(file);
    }
    return Outcome.succeeded(new Evidence.ReplacedFile(spec.file().value(), digest(file), before));
  }

  /**
   * Copies the content beside the place, writes it through, and gives it the name.
   *
   * @param like whose owner, group and rights it gets: who could read the file before can read it
   *     after, and nobody else
   */
  private static void put(Path from, Path to, Path like) throws IOException {
    Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
    Files.copy(
        from, unfinished, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    belong(unfinished, Files.readAttributes(like, PosixFileAttributes.class));
    sync(unfinished);
    Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    syncDirectoryOf(to);
  }

  private static void belong(Path file, PosixFileAttributes wanted) throws IOException {
    PosixFileAttributeView own = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    // Asked for only where it differs: not everybody may.
    if (!own.getOwner().equals(wanted.owner())) {
      own.setOwner(wanted.owner());
    }
    if (!own.readAttributes().group().equals(wanted.group())) {
      own.setGroup(wanted.group());
    }
    own.setPermissions(wanted.permissions());
  }

  private static void syncDirectoryOf(Path file) throws IOException {
    sync(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  private static void sync(Path fileOrDirectory) throws IOException {
    try (FileChannel channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Digest digest(Path file) throws IOException {
    return Json.sha256(Files.readAllBytes(file));
  }
}

package io.changeover.rollout.nginx;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Front;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The files of an nginx. The live upstream file is only ever replaced as a whole.
 *
 * @param configuration the main configuration file
 * @param upstream the live upstream file itself, not a link to it
 */
record FrontFiles(Path configuration, Path upstream) {
  static FrontFiles of(Front front) throws StepFailure {
    try {
      return new FrontFiles(
          front.prefix().resolve(front.configuration()).toRealPath(),
          front.prefix().resolve(front.upstream()).toRealPath());
    } catch (IOException missing) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The front's configuration is not there: " + missing.getMessage(),
          "Set prefix, configuration and upstream of the application's front to files that exist.",
          missing);
    }
  }

  UpstreamFile read() throws StepFailure {
    try {
      return UpstreamFile.of(Files.readString(upstream))
          .orElseThrow(() ->
              new StepFailure(
                  FailureCode.REFUSED,
                  upstream + " does not name one server, a generation and blue or green.",
                  "Give it one 'server ADDRESS;' and maps of \"\" to $changeover_generation and $changeover_upstream."));
    } catch (IOException unreadable) {
      throw unusable(unreadable);
    }
  }

  /**
   * Puts a file in place of the live one; what was there is kept beside it as {@code .previous}.
   */
  void replace(UpstreamFile next) throws StepFailure {
    try {
      Path previous = beside(".previous.new");
      Files.copy(
          upstream,
          previous,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(previous, beside(".previous"), StandardCopyOption.ATOMIC_MOVE);
      put(next);
    } catch (IOException unwritable) {
      throw unusable(unwritable);
    }
  }

  /** Puts back what was read before. */
  void restore(UpstreamFile before) throws StepFailure {
    try {
      put(before);
    } catch (IOException unwritable) {
      throw unusable(unwritable);
    }
  }

  private void put(UpstreamFile file) throws IOException {
    Path next = beside(".new");
    Files.deleteIfExists(next);
    Files.writeString(next, file.text());
    Files.setPosixFilePermissions(
        next, Files.getPosixFilePermissions(upstream, LinkOption.NOFOLLOW_LINKS));
    // On the disk before it gets the name: a crash never leaves an empty file under that name.
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(next, upstream, StandardCopyOption.ATOMIC_MOVE);
    // The new name too: a power cut must not bring the old upstream back after the step was done.
    try (FileChannel directory = FileChannel.open(upstream.resolveSibling("."))) {
      directory.force(true);
    }
  }

  private Path beside(String suffix) {
    return upstream.resolveSibling(upstream.getFileName() + suffix);
  }

  private StepFailure unusable(IOException why) {
    return new StepFailure(
        FailureCode.TOOL_FAILED,
        "The upstream file " + upstream + " cannot be used: " + why.getMessage(),
        "Let this service read and write that file and its directory.",
        why);
  }
}

package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How PostgreSQL is started here: what stands before its command line, and the user it then runs
 * as.
 *
 * <p>PostgreSQL refuses to run as root. Where we are root, a user namespace ({@code unshare -U}) in
 * which root has no name satisfies it without touching the ownership of any file; where namespaces
 * are forbidden, as in many containers, {@code setpriv} changes to the user {@code nobody}, who
 * then has to own the data directory and to be able to enter those above it. {@code setpriv
 * --pdeathsig} ends the server with this JVM, however the JVM ends; without it the next start finds
 * and stops the server left behind.
 *
 * @param prefix command words before PostgreSQL's own
 * @param owner user that must own the data, if not ourselves
 */
record Launch(List<String> prefix, Optional<String> owner) {
  private static final String OTHER_USER = "nobody";
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> CHANGE_USER =
      List.of("setpriv", "--reuid=" + OTHER_USER, "--regid=65534", "--clear-groups");

  /** SIGINT is PostgreSQL's fast shutdown. */
  private static final List<String> END_WITH_PARENT = List.of("setpriv", "--pdeathsig", "INT");

  private static final String ELSEWHERE = "use --data DIR elsewhere, such as /var/tmp/changeover";

  private static final Duration PROBE = Duration.ofSeconds(10);

  static Launch detect() {
    if (!isRoot()) {
      return new Launch(endingWithParent(List.of()), Optional.empty());
    }
    if (works(NAMESPACE)) {
      return new Launch(endingWithParent(NAMESPACE), Optional.empty());
    }
    if (works(CHANGE_USER)) {
      return new Launch(endingWithParent(CHANGE_USER), Optional.of(OTHER_USER));
    }
    throw new EmbeddedStartException(
        "PostgreSQL cannot run as root, and neither unshare -U nor setpriv works here"
            + " (package util-linux); run as another user");
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  private static List<String> endingWithParent(List<String> prefix) {
    List<String> longer = new ArrayList<>(prefix);
    longer.addAll(END_WITH_PARENT);
    return works(longer) ? List.copyOf(longer) : prefix;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean works(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return ChildProcess.run(command, PROBE);
    } catch (EmbeddedStartException notInstalled) {
      return false;
    }
  }

  /**
   * Gives the directory, and what is in it, to the user the server runs as.
   *
   * @throws EmbeddedStartException if that user could not come to it
   */
  void handOver(Path directory) {
    if (owner.isEmpty()) {
      return;
    }
    try {
      Optional<Path> closed = closedAbove(directory);
      if (closed.isPresent()) {
        throw new EmbeddedStartException(
            "PostgreSQL runs as %s here, who cannot enter %s; %s"
                .formatted(owner.get(), closed.get(), ELSEWHERE));
      }
      give(directory, owner.get());
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot give " + directory + " to " + owner.get(), e);
    }
  }

  private static void give(Path directory, String name) throws IOException {
    try (var files = Files.walk(directory)) {
      var user =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setOwner(file, user);
      }
    }
  }

  /** The nearest directory above it that others than its owner cannot enter. */
  private static Optional<Path> closedAbove(Path directory) throws IOException {
    // By the name that PostgreSQL is given, and where links lead.
    for (Path path : List.of(directory.toAbsolutePath(), directory.toRealPath())) {
      for (Path above = path.getParent(); above != null; above = above.getParent()) {
        if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return Optional.of(above);
        }
      }
    }
    return Optional.empty();
  }
}

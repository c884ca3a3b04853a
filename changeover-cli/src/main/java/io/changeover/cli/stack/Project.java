package io.changeover.cli.stack;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the launcher was called from: where the programs and examples are. */
public record Project(Path directory) {
  /** The project that the launcher names in CHANGEOVER_PROJECT; else the working directory. */
  public static Project current() {
    String named = System.getenv("CHANGEOVER_PROJECT");
    return new Project(
        Path.of(named == null || named.isBlank() ? "." : named).toAbsolutePath().normalize());
  }

  /** The embedded default's program. */
  public Path standalone() {
    return built("standalone/target/standalone.jar");
  }

  /** A service as a program of its own. */
  public Path service(String name) {
    return built("%s/target/%s-0.1.0-SNAPSHOT-exec.jar".formatted(name, name));
  }

  /** An example's directory. */
  public Path example(String name) {
    return directory.resolve("examples").resolve(name);
  }

  private Path built(String path) {
    Path jar = directory.resolve(path);
    if (!Files.isRegularFile(jar)) {
      throw new CliFailure(
          ExitCode.USAGE,
          "%s is not there; build it with: ./mvnw -DskipTests package".formatted(path));
    }
    return jar;
  }
}

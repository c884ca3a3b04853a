package io.changeover.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the project's programs are run: small heaps, and a start-up cache where one was made. */
public final class Java {
  private Java() {}

  /**
   * The start of a command line, up to the program.
   *
   * @param name of the program, and of its start-up cache
   * @param data where its log goes
   */
  static List<String> command(Project project, String name, Path data) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx384m");
    command.add("-Xss512k");
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    Path cache = project.directory().resolve(name).resolve("target").resolve(name + ".aot");
    if (Files.isRegularFile(cache)) {
      command.add("-XX:AOTCache=" + cache);
      command.add("-Xlog:aot=off");
      command.add("-Xlog:cds=off");
    }
    command.add("-Dchangeover.log=" + data.resolve("logs").resolve(name + ".log"));
    command.add("-Dorg.springframework.boot.logging.LoggingSystem=none");
    return command;
  }
}

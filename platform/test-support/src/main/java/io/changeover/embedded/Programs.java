package io.changeover.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the programs of servers, which are not on every user's path. */
public final class Programs {
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private Programs() {}

  /** The program's path; its name when it is nowhere, so that whoever starts it fails by it. */
  public static String find(String name) {
    return find(name, System.getenv().getOrDefault("PATH", ""));
  }

  static String find(String name, String path) {
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(name);
  }
}

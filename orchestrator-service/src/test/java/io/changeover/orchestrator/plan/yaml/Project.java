package io.changeover.orchestrator.plan.yaml;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project outside of this module. */
final class Project {
  private Project() {}

  static Path file(String path) {
    String root = System.getProperty("changeover.root");
    Path directory = Path.of(root == null ? "" : root).toAbsolutePath();
    while (!Files.exists(directory.resolve("examples/tracehub"))) {
      directory = directory.getParent();
    }
    return directory.resolve(path);
  }
}

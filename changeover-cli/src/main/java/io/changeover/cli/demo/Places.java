package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where one run of an example has its things. Files of the example name a place as {@code @dir@},
 * {@code @example@}, {@code @postgres@} or by the name of one of the sample's ports.
 *
 * @param example the example's sources
 * @param directory the prepared sample's
 */
record Places(Path example, Path directory, Ports ports) {
  /** A text with every place filled in. */
  String fill(String text) {
    String filled =
        text.replace("@dir@", directory.toString())
            .replace("@example@", example.toString())
            .replace("@postgres@", Integer.toString(ports.postgres()));
    for (Map.Entry<String, Integer> port : ports.sample().entrySet()) {
      filled = filled.replace("@" + port.getKey() + "@", port.getValue().toString());
    }
    return filled;
  }

  /** The same for each value. */
  Map<String, String> fill(Map<String, String> values) {
    Map<String, String> filled = new LinkedHashMap<>();
    values.forEach((name, value) -> filled.put(name, fill(value)));
    return filled;
  }

  /** Writes what the services know by name: the example's template with this run's places. */
  Path writeTargets(String template, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, fill(template));
    } catch (IOException failed) {
      throw new CliFailure(
          ExitCode.FAILED_UNCHANGED,
          "%s could not be written: %s".formatted(file, failed.getMessage()));
    }
  }

  /** What the sample's program {@code prepare} is told. */
  List<String> preparing(int rows) {
    List<String> options = new ArrayList<>(List.of("--rows", Integer.toString(rows)));
    ports
        .sample()
        .forEach((name, port) -> options.addAll(List.of("--port-" + name, port.toString())));
    return options;
  }
}

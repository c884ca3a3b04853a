package io.changeover.cli.stack;

import io.changeover.cli.ExitCode;
import io.changeover.cli.Output;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.json.JsonMapper;

/** Looks whether this machine has what the examples need. */
@Command(
    name = "doctor",
    description = "Look whether this machine has the tools that the examples use.")
public final class DoctorCommand implements Callable<Integer> {
  /** Programs, and the Debian packages that bring them. */
  private static final Map<String, String> TOOLS = tools();

  @Mixin private Output output = new Output();

  private static Map<String, String> tools() {
    Map<String, String> tools = new LinkedHashMap<>();
    tools.put("alembic", "alembic");
    tools.put("pg_dump", "postgresql-client-15");
    tools.put("pg_restore", "postgresql-client-15");
    tools.put("nginx", "nginx-light");
    tools.put("git", "git");
    tools.put("mariadb", "mariadb-client");
    tools.put("mariadb-dump", "mariadb-client");
    tools.put("mariadbd", "mariadb-server");
    tools.put("php", "php-cli");
    tools.put("python3", "python3");
    tools.put("setsid", "util-linux");
    return tools;
  }

  @Override
  public Integer call() {
    Map<String, String> found = new LinkedHashMap<>();
    TOOLS.forEach((tool, pack) -> found.put(tool, where(tool).map(Path::toString).orElse("")));
    if (output.isJson()) {
      output.json(JsonMapper.builder().build().valueToTree(found));
    } else {
      found.forEach((tool, path) -> output.line(line(tool, path)));
    }
    return found.containsValue("") ? ExitCode.FAILED_UNCHANGED : ExitCode.OK;
  }

  private static String line(String tool, String path) {
    return path.isEmpty()
        ? "✗ %-10s missing; apt-get install %s".formatted(tool, TOOLS.get(tool))
        : "✓ %-10s %s".formatted(tool, path);
  }

  private static Optional<Path> where(String tool) {
    String places = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin";
    return Arrays.stream(places.split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

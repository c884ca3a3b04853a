package io.changeover.kit.process.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.step.StepFailure;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a tool gets to see of this process's environment, and where it is found. */
final class Environment {
  private static final List<String> ALLOWED = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** Where servers such as nginx lie; not on every user's path. */
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  /** Variables of such names are secrets even when nobody says so. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL).*");

  /** A shorter value is more likely a switch than a secret, and would black out half the output. */
  private static final int SHORTEST_GUESSED_SECRET = 6;

  private Environment() {}

  /** The allow-listed variables, and the call's own. */
  static Map<String, String> of(ToolCall call) {
    return of(call, System.getenv());
  }

  static Map<String, String> of(ToolCall call, Map<String, String> inherited) {
    Map<String, String> environment = new HashMap<>(inherited);
    environment.keySet().retainAll(ALLOWED);
    environment.put("PATH", withSystemDirectories(inherited.getOrDefault("PATH", USUAL_PATH)));
    environment.put("LC_ALL", "C.UTF-8");
    environment.putAll(call.environment());
    return environment;
  }

  private static String withSystemDirectories(String path) {
    List<String> directories = new ArrayList<>(List.of(path.split(File.pathSeparator, -1)));
    SYSTEM_DIRECTORIES.stream()
        .filter(directory -> !directories.contains(directory))
        .forEach(directories::add);
    return String.join(File.pathSeparator, directories);
  }

  /** What must not be seen in the tool's output. */
  static List<String> secretsOf(ToolCall call) {
    List<String> secrets = new ArrayList<>(call.secrets());
    call.environment()
        .forEach((name, value) -> {
          if (value.length() >= SHORTEST_GUESSED_SECRET
              && SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).matches()) {
            secrets.add(value);
          }
        });
    return secrets;
  }

  /**
   * Finds the program, because a missing one must be told from one that ends with 127.
   *
   * @throws StepFailure {@code tool-missing}
   */
  static Path program(ToolCall call, Map<String, String> environment) throws StepFailure {
    String program = call.command().getFirst();
    Path base = call.directory() == null ? Path.of("") : call.directory();
    String searched = program.contains("/") ? "" : environment.getOrDefault("PATH", USUAL_PATH);
    for (String directory : searched.split(File.pathSeparator, -1)) {
      Path candidate = base.resolve(directory).resolve(program).toAbsolutePath();
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new StepFailure(
        FailureCode.TOOL_MISSING,
        "There is no program '%s' here%s."
            .formatted(program, searched.isEmpty() ? "" : " on the path " + searched),
        "Install it on this service's host, then retry the step.");
  }
}

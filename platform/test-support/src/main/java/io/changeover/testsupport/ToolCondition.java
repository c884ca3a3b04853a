package io.changeover.testsupport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides about {@link RequiresTool}. */
final class ToolCondition implements ExecutionCondition {
  /** Set to {@code true} where every tool has to be there. */
  static final String NO_SKIPS = "CHANGEOVER_NO_SKIPS";

  /** Where daemons live; not on every user's path. */
  private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/sbin", "/sbin");

  private final Map<String, String> environment;

  ToolCondition() {
    this(System.getenv());
  }

  ToolCondition(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate(
        AnnotationSupport.findRepeatableAnnotations(context.getElement(), RequiresTool.class));
  }

  ConditionEvaluationResult evaluate(List<RequiresTool> tools) {
    List<RequiresTool> missing = tools.stream().filter(tool -> !isInstalled(tool)).toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("every tool is there");
    }
    String reason = reasonFor(missing);
    if ("true".equals(environment.get(NO_SKIPS))) {
      throw new MissingToolException(reason);
    }
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static String reasonFor(List<RequiresTool> missing) {
    return missing.stream()
        .map(tool ->
            "SKIPPED, NOT TESTED: "
                + tool.value()
                + " is not installed; run: apt-get install -y "
                + ToolPackages.packageOf(tool))
        .collect(Collectors.joining("\n"));
  }

  private boolean isInstalled(RequiresTool tool) {
    Stream<String> path = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator));
    return Stream.concat(path, SYSTEM_DIRECTORIES.stream())
        .map(directory -> Path.of(directory, tool.value()))
        .anyMatch(Files::isExecutable);
  }
}

package io.changeover.testsupport;

import io.changeover.embedded.LocalDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Decides about {@link RequiresDockerEngine} by starting an engine, once. */
final class DockerEngineCondition implements ExecutionCondition {
  /** The summary of all tests knows an excused test by these words. */
  private static final String SKIPPED = "SKIPPED, NOT TESTED: NO DOCKER ENGINE starts here: ";

  private static final class Trial {
    static final Optional<String> WHY_NOT =
        LocalDocker.whyNot(project(), Path.of("target/docker-trial").toAbsolutePath());

    private static Path project() {
      Path place = Path.of("").toAbsolutePath();
      while (place != null && !Files.exists(place.resolve("docker/engine"))) {
        place = place.getParent();
      }
      if (place == null) {
        throw new IllegalStateException("there is no docker/engine above the working directory");
      }
      return place;
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return result(Trial.WHY_NOT);
  }

  static ConditionEvaluationResult result(Optional<String> whyNot) {
    if (whyNot.isEmpty()) {
      return ConditionEvaluationResult.enabled("an engine starts here");
    }
    String reason = SKIPPED + whyNot.get().strip().lines().reduce((_, last) -> last).orElse("");
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}

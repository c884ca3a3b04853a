package io.changeover.testsupport.docker;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Decides about {@link RequiresImage}. */
final class ImageCondition implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getElement(), RequiresImage.class)
        .map(RequiresImage::value)
        .map(ImageCondition::evaluate)
        .orElseGet(() -> ConditionEvaluationResult.enabled("no image needed"));
  }

  private static ConditionEvaluationResult evaluate(String image) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return skipped(image, "no Docker engine answers");
    }
    try {
      new RemoteDockerImage(DockerImageName.parse(image)).get();
      return ConditionEvaluationResult.enabled(image + " is there");
    } catch (ContainerFetchException e) {
      return skipped(image, "the engine neither has nor gets the image");
    } catch (Exception e) {
      return skipped(image, "the engine fails: " + e.getMessage());
    }
  }

  private static ConditionEvaluationResult skipped(String image, String why) {
    String reason = "SKIPPED, NOT TESTED on Testcontainers with " + image + ": " + why;
    System.err.println(reason);
    return ConditionEvaluationResult.disabled(reason);
  }
}

package io.changeover.rollout.nginx;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Front;
import io.changeover.rollout.MaintenanceFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * A file whose presence nginx looks for at each request: {@code if (-f maintenance) { return 503;
 * }}.
 */
@Component
final class MaintenanceFile implements MaintenanceFlag {
  @Override
  public boolean isUp(ApplicationTarget application) throws StepFailure {
    return Files.exists(file(application));
  }

  @Override
  public void put(ApplicationTarget application, boolean up) throws StepFailure {
    Path file = file(application);
    try {
      if (!up) {
        Files.deleteIfExists(file);
      } else if (!Files.exists(file)) {
        Files.createFile(file);
      }
    } catch (IOException refused) {
      throw new StepFailure(
          FailureCode.TOOL_FAILED,
          "The maintenance file %s cannot be %s: %s"
              .formatted(file, up ? "created" : "removed", refused.getMessage()),
          "Let this service write that directory, then retry the step.",
          refused);
    }
  }

  /** Whether a front has one and it is there. */
  static boolean isThere(Front front) {
    Path maintenance = front.maintenance();
    return maintenance != null && Files.exists(front.prefix().resolve(maintenance));
  }

  private static Path file(ApplicationTarget application) throws StepFailure {
    Front front = application.front();
    Path maintenance = front == null ? null : front.maintenance();
    if (front == null || maintenance == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The application %s has no maintenance file here.".formatted(application.name()),
          "Register changeover.applications.%s.front.maintenance in this service's settings, and let the front answer 503 while that file is there."
              .formatted(application.name()));
    }
    return front.prefix().resolve(maintenance);
  }
}

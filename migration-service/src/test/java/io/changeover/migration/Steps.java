package io.changeover.migration;

import io.changeover.contracts.Progress;
import io.changeover.kit.step.testing.LoneStepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Contexts of steps that have five minutes. */
public final class Steps {
  private Steps() {}

  public static LoneStepContext withFence(long fence) {
    return LoneStepContext.first()
        .withFence(fence)
        .withDeadline(Instant.now().plus(Duration.ofMinutes(5)));
  }

  public static List<String> messages(LoneStepContext context) {
    return context.progress().stream().map(Progress::message).toList();
  }
}

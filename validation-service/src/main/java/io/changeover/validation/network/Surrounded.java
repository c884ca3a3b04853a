package io.changeover.validation.network;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Surroundings;
import io.changeover.kit.target.Surroundings.Broker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is registered around applications. */
record Surrounded(Applications applications) {
  Surroundings of(StepCommand command, TargetAlias target) throws StepFailure {
    return applications.get(command.target(target)).surroundings();
  }

  Broker broker(StepCommand command, TargetAlias target) throws StepFailure {
    ApplicationTarget application = applications.get(command.target(target));
    return registered(application.surroundings().broker(), application, "broker");
  }

  InetSocketAddress mailServer(StepCommand command, TargetAlias target) throws StepFailure {
    ApplicationTarget application = applications.get(command.target(target));
    return registered(application.surroundings().mailServer(), application, "mail-server");
  }

  private static <T> T registered(@Nullable T found, ApplicationTarget application, String setting)
      throws StepFailure {
    if (found == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The application %s has no %s here.".formatted(application.name(), setting),
          "Register changeover.applications.%s.%s in this service's settings."
              .formatted(application.name(), setting));
    }
    return found;
  }

  /** The outcome when a server does not answer, or not as it should. */
  static Outcome silence(String server, IOException problem, Severity severity) {
    String why = problem.getMessage();
    return Outcome.ofChecks(
        List.of(
            CheckResult.of(
                server,
                "an answer",
                "none: " + (why == null ? problem.getClass().getSimpleName() : why),
                severity,
                false)),
        "See that it runs, and that this host can reach it.");
  }
}

package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Progress;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Scenario;
import io.changeover.contracts.step.ScenarioRequest;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Sends several requests one after the other. After the first that is not answered as expected only
 * those are sent that clean up.
 */
@Component
final class ScenarioCheck implements StepHandler<Scenario> {
  private static final String WHAT_TO_DO =
      "Look at the application's log at the time of the failed request.";

  private final Conversations conversations;

  ScenarioCheck(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Class<Scenario> kind() {
    return Scenario.class;
  }

  @Override
  public Outcome handle(StepCommand command, Scenario spec, StepContext context)
      throws StepFailure, InterruptedException {
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()))) {
      List<CheckResult> checks = new ArrayList<>();
      conversations.logIn(conversation, command, spec.target(), spec.as()).ifPresent(checks::add);
      KeptValues kept = new KeptValues();
      for (ScenarioRequest request : spec.requests()) {
        context.throwIfStopped();
        context.progress(new Progress(checks.size(), 0, "checks", request.name()));
        if (asExpectedSoFar(checks)) {
          checks.addAll(send(command, conversation, kept, request));
        } else if (filled(request.always())
            && kept.missingFor(request).isEmpty()
            && !checks.isEmpty()) {
          checks.addAll(send(command, conversation, kept, request));
        }
      }
      return Outcome.ofChecks(checks, WHAT_TO_DO);
    }
  }

  private static boolean asExpectedSoFar(List<CheckResult> checks) {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }

  private static List<CheckResult> send(
      StepCommand command, Conversation conversation, KeptValues kept, ScenarioRequest request)
      throws StepFailure, InterruptedException {
    List<String> missing = kept.missingFor(request);
    if (!missing.isEmpty()) {
      return List.of(
          CheckResult.of(
              request.name(),
              "values for " + missing,
              "no earlier request has kept them",
              command.severity(),
              false));
    }
    Reply reply =
        conversation.send(
            filled(request.method()), kept.inPath(request.path()), kept.inBody(request.body()));
    List<CheckResult> checks =
        new ArrayList<>(
            new ReplyChecks(request.name(), command.severity(), conversation::hide)
                .of(reply, filled(request.status()), filled(request.json()), null));
    List<String> notThere = kept.keep(filled(request.keep()), reply);
    if (!notThere.isEmpty() && asExpectedSoFar(checks)) {
      checks.add(
          CheckResult.of(
              request.name() + ": values to keep",
              notThere.toString(),
              "not in the answer",
              command.severity(),
              false));
    }
    return checks;
  }
}

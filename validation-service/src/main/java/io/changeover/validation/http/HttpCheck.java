package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Http;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends one request to an application and holds the answer against what the plan expects. */
@Component
final class HttpCheck implements StepHandler<Http> {
  private static final String WHAT_TO_DO =
      "Look at the application's log at the time of the request.";

  private final Conversations conversations;

  HttpCheck(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Class<Http> kind() {
    return Http.class;
  }

  @Override
  public Outcome handle(StepCommand command, Http spec, StepContext context)
      throws StepFailure, InterruptedException {
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()))) {
      Optional<CheckResult> login =
          conversations.logIn(conversation, command, spec.target(), spec.as());
      List<CheckResult> checks = new ArrayList<>(login.stream().toList());
      if (login.isEmpty() || login.get().verdict() == Verdict.PASSED) {
        Reply reply = conversation.send(filled(spec.method()), spec.path().value(), spec.body());
        String name =
            "%s %s of %s".formatted(filled(spec.method()), spec.path(), filled(spec.instance()));
        checks.addAll(
            new ReplyChecks(name, command.severity(), conversation::hide)
                .of(reply, filled(spec.status()), filled(spec.json()), spec.within()));
      }
      return Outcome.ofChecks(checks, WHAT_TO_DO);
    }
  }
}

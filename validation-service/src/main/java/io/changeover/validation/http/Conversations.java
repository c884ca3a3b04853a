package io.changeover.validation.http;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.LiveInstance;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Login;
import io.changeover.kit.target.Applications;
import io.changeover.validation.ValidationSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Opens conversations with registered applications. */
@Component
final class Conversations {
  private final Applications applications;
  private final Secrets secrets;
  private final ValidationSettings settings;

  Conversations(Applications applications, Secrets secrets, ValidationSettings settings) {
    this.applications = applications;
    this.secrets = secrets;
    this.settings = settings;
  }

  /** With the front or with one of the installations. */
  Conversation open(StepCommand command, TargetAlias target, LiveInstance instance)
      throws StepFailure {
    return open(command, target, instance, settings.longestAnswer());
  }

  /** With one that is given no longer than this to answer. */
  Conversation open(
      StepCommand command, TargetAlias target, LiveInstance instance, Duration longestAnswer)
      throws StepFailure {
    ApplicationTarget application = applications.get(command.target(target));
    return new Conversation(url(application, instance), longestAnswer, secrets);
  }

  private static URI url(ApplicationTarget application, LiveInstance instance) throws StepFailure {
    return switch (instance) {
      case LIVE -> application.url();
      case BLUE -> application.installation(Instance.BLUE).url();
      case GREEN -> application.installation(Instance.GREEN).url();
    };
  }

  /**
   * Logs in, so that the conversation bears a token. Nothing of the answer is ever shown.
   *
   * @param as the name of a registered login; null for nobody
   * @return whether that went well; empty for nobody
   * @throws StepFailure {@code not-registered} when there is no login of that name
   */
  Optional<CheckResult> logIn(
      Conversation conversation, StepCommand command, TargetAlias target, @Nullable String as)
      throws StepFailure, InterruptedException {
    if (as == null) {
      return Optional.empty();
    }
    ApplicationTarget application = applications.get(command.target(target));
    Login login = application.logins().get(as);
    if (login == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The application %s has no login %s here.".formatted(application.name(), as),
          "Register changeover.applications.%s.logins.%s in this service's settings."
              .formatted(application.name(), as));
    }
    Reply reply = conversation.send(HttpMethod.POST, login.path(), credentials(login));
    Optional<String> token = reply.isSuccess() ? token(reply, login) : Optional.empty();
    token.ifPresent(conversation::bear);
    String actual =
        token.isPresent() ? "a token" : reply.isSuccess() ? "no token" : reply.summary();
    return Optional.of(
        CheckResult.of("login as " + as, "a token", actual, command.severity(), token.isPresent()));
  }

  private static JsonNode credentials(Login login) {
    return Json.mapper()
        .valueToTree(Map.of("username", login.username(), "password", login.password()));
  }

  private static Optional<String> token(Reply reply, Login login) {
    List<JsonNode> found =
        reply.json().map(json -> JsonValues.at(json, login.token())).orElse(List.of());
    return found.size() == 1 && found.getFirst().isString()
        ? Optional.of(found.getFirst().stringValue())
        : Optional.empty();
  }
}

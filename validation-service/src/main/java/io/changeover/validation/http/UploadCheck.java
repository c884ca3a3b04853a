package io.changeover.validation.http;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.HttpMethod;
import io.changeover.contracts.step.Upload;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.validation.http.Conversation.Download;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Uploads a file, reads it back, compares the bytes and deletes it. */
@Component
final class UploadCheck implements StepHandler<Upload> {
  private static final String WHAT_TO_DO =
      "Look at the application's log, at the limits of what stands before it, and at its storage.";

  private static final String NAME = "changeover-check.bin";

  private final Conversations conversations;

  UploadCheck(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  public Class<Upload> kind() {
    return Upload.class;
  }

  @Override
  public Outcome handle(StepCommand command, Upload spec, StepContext context)
      throws StepFailure, InterruptedException {
    try (Conversation conversation =
        conversations.open(command, spec.target(), filled(spec.instance()))) {
      List<CheckResult> checks = new ArrayList<>();
      conversations.logIn(conversation, command, spec.target(), spec.as()).ifPresent(checks::add);
      if (checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED)) {
        upload(command, spec, conversation, checks);
      }
      return Outcome.ofChecks(checks, WHAT_TO_DO);
    }
  }

  private static void upload(
      StepCommand command, Upload spec, Conversation conversation, List<CheckResult> checks)
      throws StepFailure, InterruptedException {
    ByteBuffer content = content(command, Math.toIntExact(filled(spec.size()).bytes()));
    Reply reply =
        conversation.send(
            spec.path().value(), new FormFile(filled(spec.field()).value(), NAME, content));
    String where = reply.isSuccess() ? where(reply, filled(spec.url())) : "";
    String seen =
        reply.isSuccess()
            ? where.isEmpty() ? "no path at " + spec.url() : where
            : "%s: %s".formatted(reply.summary(), reply.beginning());
    checks.add(
        check(
            command, conversation, "upload of " + spec.size(), "its path", seen, !where.isEmpty()));
    if (!where.isEmpty()) {
      checks.add(readBack(command, conversation, where, content));
      Reply deleted = conversation.send(HttpMethod.DELETE, where, null);
      checks.add(
          check(
              command,
              conversation,
              "deletion of " + where,
              "success",
              deleted.summary(),
              deleted.isSuccess()));
    }
  }

  /** Every byte value, and the same bytes whenever the same command is tried again. */
  private static ByteBuffer content(StepCommand command, int size) {
    byte[] content = new byte[size];
    new SplittableRandom(command.command().value().hashCode()).nextBytes(content);
    return ByteBuffer.wrap(content);
  }

  /** The path and query alone: a registered application is asked, whatever its answer says. */
  private static String where(Reply reply, String pointer) {
    List<JsonNode> found = reply.json().map(json -> JsonValues.at(json, pointer)).orElse(List.of());
    if (found.size() != 1 || !found.getFirst().isString()) {
      return "";
    }
    try {
      URI uri = URI.create(found.getFirst().stringValue());
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      if (path.startsWith("//")) {
        // It would be read as another host's.
        return "";
      }
      return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    } catch (IllegalArgumentException notAUrl) {
      return "";
    }
  }

  private static CheckResult readBack(
      StepCommand command, Conversation conversation, String where, ByteBuffer content)
      throws StepFailure, InterruptedException {
    Download download = conversation.fetch(where, content.remaining() + 1L);
    boolean same = download.status() == 200 && download.bytes().equals(content);
    String seen =
        download.status() == 0
            ? "no answer: " + download.problem()
            : "status %d with %d bytes, %s"
                .formatted(
                    download.status(),
                    download.bytes().remaining(),
                    same ? "the same" : "not the same");
    return check(
        command,
        conversation,
        "GET " + where,
        "%d bytes".formatted(content.remaining()),
        seen,
        same);
  }

  private static CheckResult check(
      StepCommand command,
      Conversation conversation,
      String name,
      String expected,
      String actual,
      boolean asExpected) {
    return CheckResult.of(
        conversation.hide(name),
        expected,
        conversation.hide(actual),
        command.severity(),
        asExpected);
  }
}

package io.changeover.orchestrator.rest;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TaskId;
import io.changeover.contracts.TaskOutcome;
import io.changeover.contracts.json.Json;
import io.changeover.core.Decision;
import io.changeover.core.Input;
import io.changeover.core.Person;
import io.changeover.orchestrator.deployment.Asking;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people ask of a deployment. Refusals are kept in its log and answered with 409 or 403. */
@RestController
@RequestMapping("/api/v1/deployments/{id}")
class CommandController {
  private final Asking asking;
  private final Idempotency idempotency;

  CommandController(Asking asking, Idempotency idempotency) {
    this.asking = asking;
    this.idempotency = idempotency;
  }

  @Operation(summary = "Agrees to the plan of this digest, or does not")
  @PostMapping("/approvals")
  ResponseEntity<String> approve(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody Requests.Approval body) {
    Digest digest = new Digest(Requests.required(body.planDigest(), "planDigest"));
    boolean agrees = agrees(body.decision());
    String reason = Requests.text(body.reason(), "");
    List<String> accepted = Requests.accepted(body.accept());
    return ask(id, key, new Input.Approve(by, digest, agrees, reason, accepted), body);
  }

  private static boolean agrees(@Nullable String decision) {
    if (decision == null || decision.equals("approve")) {
      return true;
    }
    if (decision.equals("reject")) {
      return false;
    }
    throw Problem.invalid("'decision' is approve or reject.");
  }

  @Operation(summary = "Ends a task")
  @PostMapping("/tasks/{task}/completion")
  ResponseEntity<String> complete(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @PathVariable String task,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody Requests.Completion body) {
    TaskOutcome outcome = body.outcome() == null ? TaskOutcome.DONE : body.outcome();
    String note = Requests.text(body.note(), "");
    String evidence = Requests.text(body.evidence(), "");
    Input.Asked done = new Input.CompleteTask(by, new TaskId(task), outcome, note, evidence);
    return ask(id, key, done, task, body);
  }

  @Operation(summary = "Begins no further steps")
  @PostMapping("/pause")
  ResponseEntity<String> pause(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Requests.@Nullable Reason body) {
    return ask(id, key, new Input.Pause(by, reason(body)), body);
  }

  @Operation(summary = "Goes on after a pause")
  @PostMapping("/resume")
  ResponseEntity<String> resume(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Requests.@Nullable Reason body) {
    return ask(id, key, new Input.Resume(by, reason(body)), body);
  }

  @Operation(summary = "Ends it: by a rollback where something was changed")
  @PostMapping("/abort")
  ResponseEntity<String> abort(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Requests.@Nullable Reason body) {
    return ask(id, key, new Input.Abort(by, reason(body)), body);
  }

  @Operation(summary = "Goes back")
  @PostMapping("/rollback")
  ResponseEntity<String> rollBack(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Requests.@Nullable Rollback body) {
    Integer number = body == null ? null : body.level();
    RollbackLevel level = number == null ? null : RollbackLevel.of(number);
    String reason = Requests.text(body == null ? null : body.reason(), "");
    return ask(id, key, new Input.RollBack(by, level, reason), body);
  }

  @Operation(summary = "Tries a failed step again")
  @PostMapping("/steps/{step}/retry")
  ResponseEntity<String> retry(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @PathVariable String step,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Requests.@Nullable Reason body) {
    return ask(id, key, new Input.Retry(by, new StepId(step), reason(body)), step, body);
  }

  @Operation(summary = "Writes something into the log")
  @PostMapping("/notes")
  ResponseEntity<String> note(
      @AuthenticationPrincipal Person by,
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody Requests.Note body) {
    String text = Requests.text(Requests.required(body.text(), "text"), "");
    return ask(id, key, new Input.AddNote(by, text), body);
  }

  private static String reason(Requests.@Nullable Reason body) {
    return Requests.text(body == null ? null : body.reason(), "");
  }

  /** Does what is asked; {@code what} tells requests with the same key apart. */
  private ResponseEntity<String> ask(
      String id, @Nullable String key, Input.Asked asked, @Nullable Object... what) {
    List<Object> request = List.of(id, asked.word(), Arrays.asList(what));
    return idempotency.once(asked.by(), key, request, () -> answer(id, key, asked));
  }

  private ResponseEntity<String> answer(String id, @Nullable String key, Input.Asked asked) {
    Asking.Answer answer =
        asking
            .ask(new DeploymentId(id), asked, key == null ? "" : key, null)
            .orElseThrow(() -> Problem.notFound("deployment", id));
    if (answer.decision() instanceof Decision.Rejected rejected) {
      return refused(rejected);
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Json.canonical(DeploymentView.of(answer.deployment())));
  }

  private static ResponseEntity<String> refused(Decision.Rejected rejected) {
    HttpStatus status =
        switch (rejected.reason().code()) {
          case OWN_DEPLOYMENT, WRONG_ROLE -> HttpStatus.FORBIDDEN;
          case NO_SUCH_STEP, NO_SUCH_TASK -> HttpStatus.NOT_FOUND;
          case DEPLOYMENT_ENDED,
              WRONG_STATE,
              STALE_DIGEST,
              STEP_NOT_FAILED,
              WRONG_OUTCOME,
              WAIVER_NOT_ACCEPTED,
              NOTHING_TO_ROLL_BACK ->
              HttpStatus.CONFLICT;
        };
    Map<String, Object> problem = Problem.members(status, rejected.reason().message());
    problem.put("code", rejected.reason().code().word());
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Json.canonical(problem));
  }
}

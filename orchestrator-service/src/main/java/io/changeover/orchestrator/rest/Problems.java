package io.changeover.orchestrator.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every refusal as problem details with a code that does not change. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
  /** The longest part of a parser's own message that is passed on, in characters. */
  private static final int LONGEST_DETAIL = 500;

  @ExceptionHandler(Problem.class)
  ResponseEntity<ProblemDetail> refused(Problem problem) {
    ProblemDetail detail = detail(problem.status(), problem.code(), problem.detail());
    problem.more().forEach(detail::setProperty);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
    if (problem.status() == HttpStatus.TOO_MANY_REQUESTS) {
      answer.header(HttpHeaders.RETRY_AFTER, "5");
    }
    return answer.body(detail);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<ProblemDetail> invalid(IllegalArgumentException invalid) {
    return ResponseEntity.badRequest()
        .body(detail(HttpStatus.BAD_REQUEST, "invalid-request", shortened(invalid)));
  }

  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException mismatch) {
    String text = "'%s' has a value that it cannot have.".formatted(mismatch.getName());
    return ResponseEntity.badRequest()
        .body(detail(HttpStatus.BAD_REQUEST, "invalid-request", text));
  }

  /** A mistake of ours, or a broken log. */
  @ExceptionHandler(Exception.class)
  ResponseEntity<ProblemDetail> broken(Exception broken) {
    logger.error("A request could not be answered", broken);
    return ResponseEntity.internalServerError()
        .body(
            detail(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "The orchestrator could not answer; its log says why."));
  }

  @ExceptionHandler({
    TransientDataAccessException.class,
    DataAccessResourceFailureException.class,
    TransactionException.class
  })
  ResponseEntity<ProblemDetail> unavailable(Exception unavailable) {
    logger.warn("The database did not answer", unavailable);
    ProblemDetail detail =
        detail(
            HttpStatus.SERVICE_UNAVAILABLE,
            "database-unavailable",
            "The orchestrator's database does not answer; nothing was done. Try again with the"
                + " same Idempotency-Key.");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(detail);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail detail = detail(HttpStatus.BAD_REQUEST, "unreadable-body", why(unreadable));
    return ResponseEntity.badRequest().body(detail);
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail detail
        && (detail.getProperties() == null || !detail.getProperties().containsKey("code"))) {
      detail.setProperty("code", Problem.codeOf(status));
    }
    return super.createResponseEntity(body, headers, status, request);
  }

  private static ProblemDetail detail(HttpStatus status, String code, String text) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
    detail.setProperty("code", code);
    return detail;
  }

  /** Says where and what, without the names of our classes. */
  private static String why(HttpMessageNotReadableException unreadable) {
    return switch (unreadable.getCause()) {
      case UnrecognizedPropertyException unknown ->
          "The property '%s' is not known; known are %s."
              .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
      case DatabindException wrong when wrong.getPath().isEmpty() ->
          "The body is not of the form that is expected here.";
      case DatabindException wrong ->
          "'%s' has a value that it cannot have."
              .formatted(wrong.getPath().getLast().getPropertyName());
      case StreamReadException broken -> shortened(broken);
      case null, default -> "The body is missing or cannot be read.";
    };
  }

  private static String shortened(Exception exception) {
    String text =
        exception instanceof JacksonException broken
            ? broken.getOriginalMessage()
            : String.valueOf(exception.getMessage());
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    return first.length() <= LONGEST_DETAIL ? first : first.substring(0, LONGEST_DETAIL);
  }
}

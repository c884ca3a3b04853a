package io.changeover.orchestrator.rest;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

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
    return ResponseEntity.status(problem.status()).body(detail);
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

  @ExceptionHandler({TransientDataAccessException.class, CannotCreateTransactionException.class})
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
    ProblemDetail detail = detail(HttpStatus.BAD_REQUEST, "unreadable-body", shortened(unreadable));
    return ResponseEntity.badRequest().body(detail);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (body instanceof ProblemDetail detail
        && (detail.getProperties() == null || !detail.getProperties().containsKey("code"))) {
      detail.setProperty("code", code(status));
    }
    return super.handleExceptionInternal(exception, body, headers, status, request);
  }

  private static String code(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "status-" + status.value()
        : known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static ProblemDetail detail(HttpStatus status, String code, String text) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
    detail.setProperty("code", code);
    return detail;
  }

  private static String shortened(Exception exception) {
    Throwable cause = exception.getCause() == null ? exception : exception.getCause();
    String text = String.valueOf(cause.getMessage());
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    return first.length() <= LONGEST_DETAIL ? first : first.substring(0, LONGEST_DETAIL);
  }
}

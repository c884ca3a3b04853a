package io.changeover.orchestrator.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A refusal on its way out: becomes problem details (RFC 9457) with a stable code. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient HttpStatus status;
  private final String code;
  private final transient Map<String, Object> more;

  Problem(HttpStatus status, String code, String detail) {
    this(status, code, detail, Map.of());
  }

  Problem(HttpStatus status, String code, String detail, Map<String, Object> more) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.more = new LinkedHashMap<>(more);
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, Object> more() {
    return more;
  }

  static Problem notFound(String what, String id) {
    return new Problem(
        HttpStatus.NOT_FOUND, "not-found", "There is no %s '%s'.".formatted(what, id));
  }

  static Problem invalid(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, "invalid-request", detail);
  }
}

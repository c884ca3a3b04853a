package io.changeover.orchestrator.rest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

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

  /** The code of a refusal that has none of its own: the reason phrase of its status. */
  static String codeOf(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    return known == null
        ? "status-" + status.value()
        : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** The members of a refusal that has no more to say than its status. */
  static Map<String, Object> members(HttpStatusCode status, @Nullable String detail) {
    HttpStatus known = HttpStatus.resolve(status.value());
    Map<String, Object> members = new TreeMap<>();
    members.put("type", "about:blank");
    members.put("title", known == null ? "Refused" : known.getReasonPhrase());
    members.put("status", status.value());
    members.put("code", codeOf(status));
    if (detail != null) {
      members.put("detail", detail);
    }
    return members;
  }

  static Problem invalid(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, "invalid-request", detail);
  }
}

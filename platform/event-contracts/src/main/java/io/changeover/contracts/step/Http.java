package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends one request to an application.
 *
 * @param instance live (through the front, the default), blue or green
 * @param as the name of a login that the application's registration holds; its token is sent as
 *     bearer
 * @param body sent as JSON
 * @param status the status that passes; 200 when absent
 * @param json expected values by JSON Pointer (RFC 6901); {@code *} stands for any element of an
 *     array
 * @param within the longest answer time that passes
 */
@JsonTypeName("http")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Http(
    TargetAlias target,
    @Nullable LiveInstance instance,
    @Nullable HttpMethod method,
    UrlPath path,
    @Nullable String as,
    @Nullable JsonNode body,
    @Nullable Integer status,
    @Nullable Map<String, JsonNode> json,
    @Nullable Duration within)
    implements StepSpec {
  public Http {
    instance = instance == null ? LiveInstance.LIVE : instance;
    method = method == null ? HttpMethod.GET : method;
    status = status == null ? 200 : status;
    json = json == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens a WebSocket to an application, says something and waits for an answer.
 *
 * @param instance live (through the front, the default), blue or green
 * @param as the name of a login that the application's registration holds; its token is sent as
 *     bearer with the handshake
 * @param send the text that is sent; nothing when absent
 * @param expect what a text that comes must contain; what was sent when absent. With neither, the
 *     handshake is all
 * @param within how long handshake and answer may take; 5 s when absent
 */
@JsonTypeName("websocket")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Websocket(
    TargetAlias target,
    @Nullable LiveInstance instance,
    UrlPath path,
    @Nullable String as,
    @Nullable String send,
    @Nullable String expect,
    @Nullable Duration within)
    implements StepSpec {
  public Websocket {
    instance = instance == null ? LiveInstance.LIVE : instance;
    expect = expect == null ? send : expect;
    within = within == null ? Duration.ofSeconds(5) : within;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}

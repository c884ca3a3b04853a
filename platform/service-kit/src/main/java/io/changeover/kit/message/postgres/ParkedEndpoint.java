package io.changeover.kit.message.postgres;

import io.changeover.kit.message.ParkedRecords;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The latest parked records, for whoever has to look at them. */
@Endpoint(id = "parked")
class ParkedEndpoint {
  /** How many are shown. */
  static final int SHOWN = 100;

  private final ParkedRecords parked;

  ParkedEndpoint(ParkedRecords parked) {
    this.parked = parked;
  }

  @ReadOperation
  List<Map<String, @Nullable Object>> latest() {
    return parked.latest(SHOWN);
  }
}

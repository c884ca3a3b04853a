package io.changeover.orchestrator.plan.yaml;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.changeover.contracts.RollbackLevel;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How far a rule goes back.
 *
 * @param level null to ask a person
 */
record Level(@Nullable RollbackLevel level) {
  /** Says that a person is asked. */
  static final String ASK = "ask";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Level of(JsonNode written) {
    if (written.isString() && written.stringValue().equals(ASK)) {
      return new Level(null);
    }
    return new Level(RollbackLevel.of(written.asInt(0)));
  }

  @JsonValue
  JsonNode written() {
    return level == null
        ? JsonNodeFactory.instance.stringNode(ASK)
        : JsonNodeFactory.instance.numberNode(level.number());
  }
}

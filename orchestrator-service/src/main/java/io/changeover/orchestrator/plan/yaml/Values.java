package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.StepId;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.StepSpec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes records of parts of a document; what a record refuses becomes a finding at its place. */
final class Values {
  private static final Set<String> STEP_KEYS =
      Arrays.stream(PlanFile.Step.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final Document document;
  private final Set<String> broken;
  private final Findings findings;

  /**
   * @param broken the JSON Pointers to what the schema refuses: nothing is made of it, because it
   *     is told already
   */
  Values(Document document, Set<String> broken, Findings findings) {
    this.document = document;
    this.broken = broken;
    this.findings = findings;
  }

  /** A record of the value at a pointer. */
  <T> Optional<T> read(JsonNode node, String pointer, Class<T> type) {
    return !node.isObject() || isBroken(node, pointer)
        ? Optional.empty()
        : made(node, pointer, type);
  }

  /** What stands at a pointer, whatever is wrong around it; empty when that cannot be read. */
  <T> Optional<T> known(String pointer, Class<T> type) {
    JsonNode node = document.root().at(pointer);
    return node.isMissingNode() || isBroken(node, pointer)
        ? Optional.empty()
        : made(node, pointer, type);
  }

  /** True when the keys of an object, or a value itself, are not as the schema wants them. */
  boolean isTold(String pointer) {
    return broken.contains(pointer);
  }

  /** What a step does; the contracts name the kind by the only key of an object. */
  Optional<StepSpec> spec(ObjectNode step, String kind, String at) {
    String pointer = Document.member(at, kind);
    JsonNode node = step.get(kind);
    return !node.isObject() || isBroken(node, pointer)
        ? Optional.empty()
        : made(Json.mapper().createObjectNode().set(kind, node), pointer, StepSpec.class);
  }

  private <T> Optional<T> made(JsonNode node, String pointer, Class<T> type) {
    try {
      return Optional.of(Json.mapper().treeToValue(node, type));
    } catch (JacksonException refused) {
      String at = pointer;
      for (JacksonException.Reference step : refused.getPath()) {
        String name = step.getPropertyName();
        at = name == null ? Document.element(at, step.getIndex()) : Document.member(at, name);
      }
      tell(at, cause(refused));
      return Optional.empty();
    }
  }

  /** What a constructor makes, unless it refuses. */
  <T> Optional<T> build(String pointer, Supplier<T> made) {
    try {
      return Optional.of(made.get());
    } catch (IllegalArgumentException refused) {
      tell(pointer, String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private void tell(String pointer, String why) {
    String code = why.contains("'..'") ? "leads-out" : "wrong-value";
    findings.add(
        document.valueAt(pointer),
        code,
        "%s: %s.".formatted(Wording.named(pointer), why.replaceAll("\\.$", "")),
        code.equals("leads-out")
            ? "Paths stay below the workspace."
            : "See %s in docs/plan-reference.md.".formatted(kindAround(pointer)));
  }

  private static String kindAround(String pointer) {
    return Arrays.stream(pointer.split("/", -1))
        .filter(Kinds.BY_WORD::containsKey)
        .reduce((_, inner) -> inner)
        .map("'%s'"::formatted)
        .orElse("this key");
  }

  private static String cause(JacksonException refused) {
    return refused.getCause() instanceof IllegalArgumentException why && why.getMessage() != null
        ? why.getMessage()
        : refused.getOriginalMessage();
  }

  private boolean isBroken(JsonNode node, String pointer) {
    return broken.stream()
        .anyMatch(each ->
            each.equals(pointer)
                || (each.startsWith(pointer + "/")
                    && !node.at(each.substring(pointer.length())).isMissingNode()));
  }

  /** The id of a step that cannot be read otherwise. */
  @Nullable StepId knownId(String at) {
    JsonNode id = document.root().at(at + "/id");
    return id.isString() && id.stringValue().matches(StepId.PATTERN)
        ? new StepId(id.stringValue())
        : null;
  }

  /** The ids in a list, without what cannot be one; empty where no list stands. */
  Optional<List<StepId>> knownIds(String at) {
    JsonNode ids = document.root().at(at);
    return ids.isArray()
        ? Optional.of(
            ids.valueStream()
                .map(each -> each.asString(""))
                .filter(each -> each.matches(StepId.PATTERN))
                .map(StepId::new)
                .toList())
        : Optional.empty();
  }

  /** An id that is made up of other words of the plan. */
  @Nullable StepId id(String text, String at) {
    if (text.matches(StepId.PATTERN)) {
      return new StepId(text);
    }
    findings.add(
        document.valueAt(at),
        "wrong-form",
        "'%s' cannot be the id of a step.".formatted(Findings.shortened(text, 100)),
        "Shorten the id that it is made of.");
    return null;
  }

  boolean isCommonKey(String key) {
    return STEP_KEYS.contains(key);
  }

  /** The keys that say how a step is done, not what. */
  boolean isHeadKey(String key) {
    return STEP_KEYS.contains(key) && !key.equals("verify");
  }
}

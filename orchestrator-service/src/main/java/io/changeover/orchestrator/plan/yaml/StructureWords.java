package io.changeover.orchestrator.plan.yaml;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Says in words for people what does not fit the schema. */
final class StructureWords {
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "keys with values",
          "null", "nothing");

  private static final Map<String, String> WRITTEN_SO =
      Map.of(
          "string", "Write one text.",
          "integer", "For example: 3.",
          "number", "For example: 1.5.",
          "boolean", "For example: true.",
          "array", "Write a list: each element in a line of its own, behind '- '.",
          "object", "Write keys with values: 'key: value' in lines of their own.",
          "null", "Leave it out.");

  private final SchemaParts parts;
  private final KeyFindings keys;

  StructureWords(JsonNode schema) {
    this.parts = new SchemaParts(schema);
    this.keys = new KeyFindings(parts);
  }

  void tell(Error error, Document document, Findings findings) {
    String pointer = error.getInstanceLocation().toString();
    switch (error.getKeyword()) {
      case "additionalProperties" -> keys.unknown(error, pointer, document, findings);
      case "required" -> keys.missing(error, pointer, document, findings);
      case "type" -> wrongType(error, pointer, document, findings);
      case "enum" -> wrongWord(error, pointer, document, findings);
      case "pattern" -> wrongForm(error, pointer, document, findings);
      case "propertyNames" -> keys.wrongName(error, pointer, document, findings);
      default ->
          findings.add(
              document.valueAt(pointer),
              error.getKeyword().startsWith("max") ? "too-much" : "too-little",
              limit(error, pointer),
              parts.hint(error, "Stay within the limit."));
    }
  }

  private static String limit(Error error, String pointer) {
    return switch (error.getKeyword()) {
      case "minimum", "maximum" ->
          "%s is %s but must be %s %s."
              .formatted(
                  Wording.named(pointer),
                  Wording.shown(error.getInstanceNode()),
                  error.getKeyword().equals("minimum") ? "at least" : "at most",
                  error.getSchemaNode());
      default -> "%s: %s.".formatted(Wording.named(pointer), error.getMessage());
    };
  }

  private void wrongType(Error error, String pointer, Document document, Findings findings) {
    JsonNode expected = error.getSchemaNode();
    String type = expected.isArray() ? expected.get(0).asString("") : expected.asString("");
    JsonNode actual = error.getInstanceNode();
    String written = document.written().get(pointer);
    String hint = parts.hint(error, WRITTEN_SO.getOrDefault(type, ""));
    if (type.equals("string") && written != null && !actual.isNull()) {
      hint = "Put it in quotes: \"%s\".".formatted(written);
    } else if (type.equals("object") && actual.isNull()) {
      hint = "Write {} when no key is needed.";
    }
    findings.add(
        document.valueAt(pointer),
        "wrong-type",
        "%s is %s but must be %s."
            .formatted(
                Wording.named(pointer), Wording.shown(actual), TYPES.getOrDefault(type, type)),
        hint);
  }

  private void wrongWord(Error error, String pointer, Document document, Findings findings) {
    List<String> known = new ArrayList<>();
    error.getSchemaNode().forEach(each -> known.add(each.asString("")));
    JsonNode word = error.getInstanceNode();
    findings.add(
        document.valueAt(pointer),
        "unknown-word",
        "%s is %s but must be one of %s."
            .formatted(Wording.named(pointer), Wording.shown(word), String.join(", ", known)),
        hint(word, known));
  }

  private static String hint(JsonNode word, List<String> known) {
    return Optional.of(word.asString(""))
        .filter(_ -> word.isString())
        .flatMap(text -> Nearest.to(text, known))
        .map("Did you mean '%s'?"::formatted)
        .orElse("Write one of these words.");
  }

  private void wrongForm(Error error, String pointer, Document document, Findings findings) {
    String value = error.getInstanceNode().asString("");
    if (error.getEvaluationPath().toString().contains("/propertyNames")) {
      keys.wrongName(error, pointer, document, findings);
    } else if (parts.around(error).path("type").isArray()) {
      wrongText(error, pointer, document.valueAt(pointer), findings);
    } else if (leadsOut(value) || value.startsWith("-")) {
      dangerous(value, pointer, document.valueAt(pointer), findings);
    } else {
      findings.add(
          document.valueAt(pointer),
          "wrong-form",
          "%s is %s, which is not %s."
              .formatted(
                  Wording.named(pointer),
                  Wording.shown(error.getInstanceNode()),
                  parts.what(error)),
          parts.hint(error, "See docs/plan-reference.md."));
    }
  }

  /** A text that is no parameter stands where something else belongs. */
  private void wrongText(Error error, String pointer, Place place, Findings findings) {
    String type = parts.around(error).path("type").get(0).asString("");
    JsonNode actual = error.getInstanceNode();
    findings.add(
        place,
        "wrong-type",
        "%s is %s but must be %s."
            .formatted(Wording.named(pointer), Wording.shown(actual), TYPES.get(type)),
        unquoted(actual.asString(""), type)
            .orElseGet(() -> parts.hint(error, WRITTEN_SO.getOrDefault(type, ""))));
  }

  private static boolean leadsOut(String value) {
    return Arrays.asList(value.split("[/\\\\]", -1)).contains("..");
  }

  private static void dangerous(String value, String pointer, Place place, Findings findings) {
    String shown = Findings.shortened(value, Wording.LONGEST_VALUE);
    if (leadsOut(value)) {
      findings.add(
          place,
          "leads-out",
          "%s leads out of the workspace with '..': '%s'.".formatted(Wording.named(pointer), shown),
          "Paths stay below the workspace; register another one if need be.");
    } else {
      findings.add(
          place,
          "like-an-option",
          "%s starts with '-' and a tool would take it for an option: '%s'."
              .formatted(Wording.named(pointer), shown),
          "Start it with something else.");
    }
  }

  private static Optional<String> unquoted(String value, String type) {
    JsonNode plain = PlainScalars.resolve(value);
    boolean fits = type.equals("boolean") ? plain.isBoolean() : plain.isIntegralNumber();
    if (fits) {
      return Optional.of("Leave the quotes out: %s.".formatted(value));
    }
    return Optional.ofNullable(type.equals("boolean") ? WRITTEN_SO.get(type) : null);
  }
}

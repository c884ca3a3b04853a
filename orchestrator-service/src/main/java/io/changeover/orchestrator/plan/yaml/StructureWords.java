package io.changeover.orchestrator.plan.yaml;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Says in words for people what does not fit the schema. */
final class StructureWords {
  private static final int LONGEST_VALUE = 60;

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "a text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "array", "a list",
          "object", "keys with values",
          "null", "nothing");

  private final JsonNode schema;

  StructureWords(JsonNode schema) {
    this.schema = schema;
  }

  void tell(Error error, Document document, Findings findings) {
    String pointer = error.getInstanceLocation().toString();
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(error, pointer, document, findings);
      case "required" -> missingKey(error, pointer, document, findings);
      case "type" -> wrongType(error, pointer, document, findings);
      case "enum" -> wrongWord(error, pointer, document, findings);
      case "pattern" -> wrongForm(error, pointer, document, findings);
      case "propertyNames" -> wrongName(error, pointer, document, findings);
      default ->
          findings.add(
              document.valueAt(pointer),
              error.getKeyword().startsWith("max") ? "too-much" : "too-little",
              limit(error, pointer),
              hint(error));
    }
  }

  private static String limit(Error error, String pointer) {
    return switch (error.getKeyword()) {
      case "minimum", "maximum" ->
          "%s is %s but must be %s %s."
              .formatted(
                  named(pointer),
                  shown(error.getInstanceNode()),
                  error.getKeyword().equals("minimum") ? "at least" : "at most",
                  error.getSchemaNode());
      default -> "%s: %s.".formatted(named(pointer), error.getMessage());
    };
  }

  private void unknownKey(Error error, String pointer, Document document, Findings findings) {
    String key = error.getProperty();
    String at = Document.member(pointer, key);
    if (key.equals("rehearse") && pointer.isEmpty()) {
      findings.add(
          document.keyAt(at),
          "not-supported",
          "Rehearsals are not supported yet.",
          "Delete 'rehearse'; the plan runs without it.");
      return;
    }
    if (Kinds.BY_WORD.containsKey(key)) {
      findings.add(
          document.keyAt(at),
          "no-check",
          "'%s' does more than look, so it cannot stand here.".formatted(key),
          "Make it a step of a phase.");
      return;
    }
    List<String> known = parent(error).path("properties").propertyNames().stream().toList();
    findings.add(
        document.keyAt(at),
        "unknown-key",
        "%s has no key '%s'."
            .formatted(owner(document, pointer), Findings.shortened(key, LONGEST_VALUE)),
        Nearest.hint(key, known, "Its keys are"));
  }

  private void missingKey(Error error, String pointer, Document document, Findings findings) {
    String key = error.getProperty();
    JsonNode missing = resolved(parent(error).path("properties").path(key));
    String example = example(missing);
    findings.add(
        document.keyAt(pointer),
        "missing-key",
        "%s lacks the key '%s'.".formatted(owner(document, pointer), key),
        "Add '%s'%s.".formatted(key, example.isEmpty() ? "" : ", such as " + key + ": " + example));
  }

  private void wrongType(Error error, String pointer, Document document, Findings findings) {
    JsonNode expected = error.getSchemaNode();
    String type = expected.isArray() ? expected.get(0).asString("") : expected.asString("");
    JsonNode actual = error.getInstanceNode();
    String written = document.written().get(pointer);
    String hint = hint(error);
    if (type.equals("string") && written != null && !actual.isNull()) {
      hint = "Put it in quotes: \"%s\".".formatted(written);
    } else if (type.equals("object") && actual.isNull()) {
      hint = "Write {} when no key is needed.";
    }
    findings.add(
        document.valueAt(pointer),
        "wrong-type",
        "%s is %s but must be %s."
            .formatted(named(pointer), shown(actual), TYPES.getOrDefault(type, type)),
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
            .formatted(named(pointer), shown(error.getInstanceNode()), String.join(", ", known)),
        word.isString()
            ? Nearest.to(word.stringValue(), known).map("Did you mean '%s'?"::formatted).orElse("")
            : "");
  }

  private void wrongForm(Error error, String pointer, Document document, Findings findings) {
    String value = error.getInstanceNode().asString("");
    if (error.getEvaluationPath().toString().contains("/propertyNames")) {
      wrongName(error, pointer, document, findings);
    } else if (parent(error).path("type").isArray()) {
      String type = parent(error).path("type").get(0).asString("");
      findings.add(
          document.valueAt(pointer),
          "wrong-type",
          "%s is %s but must be %s."
              .formatted(named(pointer), shown(error.getInstanceNode()), TYPES.get(type)),
          unquoted(value, type).orElseGet(() -> hint(error)));
    } else if (Arrays.asList(value.split("[/\\\\]", -1)).contains("..")) {
      findings.add(
          document.valueAt(pointer),
          "leads-out",
          "%s leads out of the workspace with '..': '%s'."
              .formatted(named(pointer), Findings.shortened(value, LONGEST_VALUE)),
          "Paths stay below the workspace; register another one if need be.");
    } else if (value.startsWith("-")) {
      findings.add(
          document.valueAt(pointer),
          "like-an-option",
          "%s starts with '-' and a tool would take it for an option: '%s'."
              .formatted(named(pointer), Findings.shortened(value, LONGEST_VALUE)),
          "Start it with something else.");
    } else {
      findings.add(
          document.valueAt(pointer),
          "wrong-form",
          "%s is %s, which is not %s."
              .formatted(named(pointer), shown(error.getInstanceNode()), what(error)),
          hint(error));
    }
  }

  private static Optional<String> unquoted(String value, String type) {
    JsonNode plain = PlainScalars.resolve(value);
    boolean fits = type.equals("boolean") ? plain.isBoolean() : plain.isIntegralNumber();
    if (fits) {
      return Optional.of("Leave the quotes out: %s.".formatted(value));
    }
    return type.equals("boolean") ? Optional.of("For example: true.") : Optional.empty();
  }

  private void wrongName(Error error, String pointer, Document document, Findings findings) {
    String key =
        error.getProperty() == null ? error.getInstanceNode().asString("") : error.getProperty();
    String at =
        document.keys().containsKey(pointer) && pointer.endsWith("/" + key)
            ? pointer
            : Document.member(pointer, key);
    findings.add(
        document.keyAt(at),
        "wrong-form",
        "'%s' cannot be a name here.".formatted(Findings.shortened(key, LONGEST_VALUE)),
        "Names are made of small letters, digits and -.");
  }

  private String what(Error error) {
    String description = parent(error).path("description").asString("");
    if (description.isEmpty()) {
      return "of the form " + error.getSchemaNode().asString("");
    }
    String first = description.replaceAll("[.;:].*", "");
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  private String hint(Error error) {
    String example = example(parent(error));
    return example.isEmpty() ? "" : "For example: " + example + ".";
  }

  private String example(JsonNode place) {
    JsonNode node = resolved(place);
    JsonNode examples = place.has("examples") ? place.get("examples") : node.path("examples");
    if (examples.isArray() && !examples.isEmpty()) {
      return examples.get(0).isString() && node.path("type").asString("").equals("string")
          ? quoted(examples.get(0).stringValue())
          : examples.get(0).toString();
    }
    JsonNode words = node.path("enum");
    return words.isArray() && !words.isEmpty() ? words.get(0).asString("") : "";
  }

  /** In quotes only where YAML would take it for something else. */
  private static String quoted(String text) {
    return PlainScalars.resolve(text).isString() && text.matches("[A-Za-z0-9/][^:#]*")
        ? text
        : '"' + text + '"';
  }

  private JsonNode resolved(JsonNode place) {
    String reference = place.path("$ref").asString("");
    return reference.startsWith("#") ? schema.at(reference.substring(1)) : place;
  }

  /** The part of the schema in which the keyword stands. */
  private JsonNode parent(Error error) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    return schema.at(JsonPointer.compile(keyword.substring(0, keyword.lastIndexOf('/'))));
  }

  private static String shown(JsonNode value) {
    if (value.isObject()) {
      return "keys with values";
    }
    if (value.isArray()) {
      return "a list";
    }
    if (value.isNull()) {
      return "empty";
    }
    String text = Findings.shortened(value.asString(""), LONGEST_VALUE);
    if (value.isString()) {
      return "the text '" + text + "'";
    }
    return value.isBoolean() ? text : "the number " + text;
  }

  /** A value by the name of its key. */
  static String named(String pointer) {
    if (pointer.isEmpty()) {
      return "The plan";
    }
    List<String> parts = List.of(pointer.substring(1).split("/"));
    String last = parts.getLast().replace("~1", "/").replace("~0", "~");
    if (!last.matches("[0-9]+") || parts.size() == 1) {
      return "'" + Findings.shortened(last, LONGEST_VALUE) + "'";
    }
    return "Element %d of '%s'"
        .formatted(
            Long.parseLong(last.substring(0, Math.min(last.length(), 9))) + 1,
            parts.get(parts.size() - 2));
  }

  /** A step by its id, anything else by its key. */
  private static String owner(Document document, String pointer) {
    String id = document.root().at(pointer).path("id").asString("");
    return id.isEmpty()
        ? named(pointer)
        : "The step '" + Findings.shortened(id, LONGEST_VALUE) + "'";
  }
}

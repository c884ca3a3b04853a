package io.changeover.orchestrator.plan.yaml;

import com.networknt.schema.Error;
import java.util.Locale;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What the schema itself says about what it refuses. */
record SchemaParts(JsonNode schema) {
  /** The part of the schema in which the keyword stands. */
  JsonNode around(Error error) {
    String keyword = error.getSchemaLocation().getFragment().toString();
    return schema.at(JsonPointer.compile(keyword.substring(0, keyword.lastIndexOf('/'))));
  }

  String what(Error error) {
    String description = around(error).path("description").asString("");
    if (description.isEmpty()) {
      return "of the form " + error.getSchemaNode().asString("");
    }
    String first = description.replaceAll("[.;:].*", "");
    return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
  }

  /** An example of what belongs there; where the schema has none, what is said otherwise. */
  String hint(Error error, String otherwise) {
    String example = example(around(error));
    return example.isEmpty() ? otherwise : "For example: " + example + ".";
  }

  String example(JsonNode place) {
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

  JsonNode resolved(JsonNode place) {
    String reference = place.path("$ref").asString("");
    return reference.startsWith("#") ? schema.at(reference.substring(1)) : place;
  }
}

package io.changeover.orchestrator.plan.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds documents against the JSON Schema of plans, which is compiled once. */
final class Structure {
  /** The same file as docs/plan.schema.json. */
  static final String RESOURCE = "/plan/plan.schema.json";

  private final Schema schema;
  private final StructureWords words;

  Structure() {
    JsonNode source = source();
    SchemaRegistryConfig settings =
        SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).preloadSchema(true).build();
    this.schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(settings))
            .getSchema(source);
    this.schema.initializeValidators();
    this.words = new StructureWords(source);
  }

  private static JsonNode source() {
    try (InputStream input = Structure.class.getResourceAsStream(RESOURCE)) {
      if (input == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      return Json.mapper().readTree(input);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Tells everything that is not as the schema wants it; gives the JSON Pointers to it. */
  Set<String> check(Document document, Findings findings) {
    Set<String> broken = new HashSet<>(document.unresolved());
    List<Error> errors = schema.validate(document.root());
    if (!document.untyped().isEmpty() && retype(document, errors)) {
      errors = schema.validate(document.root());
    }
    // A value of the wrong type also fails what else is said of it: once is enough.
    Set<String> wrongType = new HashSet<>();
    errors.stream()
        .filter(error -> error.getKeyword().equals("type"))
        .forEach(error -> wrongType.add(error.getInstanceLocation().toString()));
    for (Error error : errors) {
      String pointer = error.getInstanceLocation().toString();
      boolean ofType = error.getKeyword().equals("type");
      if (isUnresolved(error, document)) {
        broken.add(pointer);
        continue;
      }
      if (isAboutKinds(error) || (!ofType && wrongType.contains(pointer))) {
        continue;
      }
      broken.add(pointer);
      words.tell(error, document, findings);
    }
    return broken;
  }

  /** Where something other than a text belongs, a text that was given is read as that. */
  private static boolean retype(Document document, List<Error> errors) {
    boolean any = false;
    for (Error error : errors) {
      String pointer = error.getInstanceLocation().toString();
      JsonNode plain = PlainScalars.resolve(error.getInstanceNode().asString(""));
      if (document.untyped().contains(pointer)
          && error.getInstanceNode().isString()
          && (plain.isNumber() || plain.isBoolean())) {
        replace(document.root(), JsonPointer.compile(pointer), plain);
        any = true;
      }
    }
    return any;
  }

  private static void replace(JsonNode root, JsonPointer at, JsonNode value) {
    JsonNode parent = root.at(at.head());
    if (parent instanceof ObjectNode object) {
      object.set(at.last().getMatchingProperty(), value);
    } else if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    }
  }

  private static boolean isUnresolved(Error error, Document document) {
    String pointer = error.getInstanceLocation().toString();
    return document.unresolved().contains(pointer)
        || (error.getProperty() != null
            && document.unresolved().contains(Document.member(pointer, error.getProperty())));
  }

  /** That a step has exactly one kind is said better where steps are read. */
  private static boolean isAboutKinds(Error error) {
    return error.getEvaluationPath().toString().contains("/oneOf");
  }
}

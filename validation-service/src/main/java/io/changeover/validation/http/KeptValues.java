package io.changeover.validation.http;

import io.changeover.contracts.step.ScenarioRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What requests of a scenario have kept for those after them. */
final class KeptValues {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]{0,63})}");

  private final Map<String, JsonNode> values = new HashMap<>();

  /** Keeps values of an answer; gives the names of those that are not in it. */
  List<String> keep(Map<String, String> pointers, Reply reply) {
    List<String> missing = new ArrayList<>();
    pointers.forEach((name, pointer) -> {
      List<JsonNode> found =
          reply.json().map(json -> JsonValues.at(json, pointer)).orElse(List.of());
      if (!found.isEmpty() && found.getFirst().isValueNode() && !found.getFirst().isNull()) {
        values.put(name, found.getFirst());
      } else {
        missing.add(name);
      }
    });
    return missing;
  }

  /** The names in a request for which nothing was kept. */
  List<String> missingFor(ScenarioRequest request) {
    JsonNode body = request.body();
    Stream<String> texts =
        Stream.concat(
            Stream.of(request.path()), body == null ? Stream.empty() : Stream.of(body.toString()));
    return texts
        .flatMap(text -> PLACE.matcher(text).results())
        .map(place -> place.group(1))
        .filter(name -> !values.containsKey(name))
        .distinct()
        .toList();
  }

  /** The path with the values in it, percent-encoded: a value never changes which path is asked. */
  String inPath(String path) {
    return filled(
        path, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /**
   * The body with the values in its texts; a text that is nothing but a name becomes the value
   * itself.
   */
  @Nullable JsonNode inBody(@Nullable JsonNode body) {
    return body == null ? null : filled(body);
  }

  private JsonNode filled(JsonNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (node.isArray()) {
      ArrayNode array = factory.arrayNode();
      node.values().forEach(element -> array.add(filled(element)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = factory.objectNode();
      node.properties().forEach(member -> object.set(member.getKey(), filled(member.getValue())));
      return object;
    }
    if (!node.isString()) {
      return node;
    }
    Matcher whole = PLACE.matcher(node.stringValue());
    JsonNode itself = whole.matches() ? values.get(whole.group(1)) : null;
    return itself != null
        ? itself
        : factory.stringNode(filled(node.stringValue(), UnaryOperator.identity()));
  }

  private String filled(String text, UnaryOperator<String> encoded) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          JsonNode value = values.get(place.group(1));
          return Matcher.quoteReplacement(
              value == null ? place.group() : encoded.apply(value.asString()));
        });
  }
}

package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.StepSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A target or workspace that a step names. It is read from the document, so that it is known
 * whether or not the rest of the step can be read.
 *
 * @param at the JSON Pointer to the name
 * @param name has the form of its sort
 */
record Named(String at, String name) {

  static Stream<Named> targets(Sketch step, Document document) {
    return named(step, document, TargetAlias.class, TargetAlias.PATTERN);
  }

  static Stream<Named> workspaces(Sketch step, Document document) {
    return named(step, document, WorkspaceName.class, WorkspaceName.PATTERN);
  }

  private static Stream<Named> named(
      Sketch step, Document document, Class<?> sort, String pattern) {
    String word = step.kind();
    Class<? extends StepSpec> kind = word == null ? null : Kinds.BY_WORD.get(word);
    if (word == null || kind == null) {
      return Stream.empty();
    }
    String at = Document.member(step.at(), word);
    return named(kind, document.root().at(at), at, sort)
        .filter(each -> each.name().matches(pattern));
  }

  private static Stream<Named> named(Class<?> type, JsonNode node, String at, Class<?> sort) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(each -> {
          JsonNode value = node.path(each.getName());
          String pointer = Document.member(at, each.getName());
          return each.getType() == sort
              ? Stream.of(new Named(pointer, value.asString("")))
              : elements(each, value, pointer, sort);
        });
  }

  private static Stream<Named> elements(
      RecordComponent list, JsonNode value, String pointer, Class<?> sort) {
    return value.isArray()
            && list.getGenericType() instanceof ParameterizedType of
            && of.getActualTypeArguments()[0] instanceof Class<?> element
            && element.isRecord()
        ? IntStream.range(0, value.size())
            .boxed()
            .flatMap(i -> named(element, value.get(i), Document.element(pointer, i), sort))
        : Stream.empty();
  }
}

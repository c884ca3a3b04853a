package io.changeover.orchestrator.plan.yaml;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says what the parser could not read. */
final class Malformed {
  private static final String CODE = "syntax";

  private Malformed() {}

  static Unreadable of(YamlEngineException failure, String text) {
    return switch (failure) {
      case MarkedYamlEngineException marked -> marked(marked);
      case ReaderException character ->
          new Unreadable(
              place(text, character.getPosition()),
              CODE,
              "The character U+%04X may not stand in YAML.".formatted(character.getCodePoint()),
              "Delete it.");
      default ->
          new Unreadable(
              Place.START,
              CODE,
              "This is no YAML: " + failure.getMessage(),
              "Save it as a text in UTF-8.");
    };
  }

  private static Unreadable marked(MarkedYamlEngineException failure) {
    Place place =
        failure
            .getProblemMark()
            .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse(Place.START);
    String context = failure.getContext();
    return new Unreadable(
        place,
        CODE,
        "This is no YAML: %s.".formatted(String.valueOf(failure.getProblem())),
        context == null ? "Look at the line above it as well." : "It happened " + context + ".");
  }

  private static Place place(String text, int position) {
    String before = text.substring(0, Math.clamp(position, 0, text.length()));
    int line = (int) before.chars().filter(each -> each == '\n').count();
    return new Place(line + 1, before.length() - before.lastIndexOf('\n'));
  }
}

package io.changeover.orchestrator.plan.yaml;

import io.changeover.orchestrator.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a tree of a YAML text. It takes the parser's events one by one, so that a hostile text is
 * left at the first value that is too deep or too many: nothing is built that grows faster than the
 * text. Anchors, aliases and tags are refused.
 */
final class Composing {
  /** How deep values may stand in each other. */
  static final int DEEPEST = 30;

  /** How many values a plan may have. */
  static final int MOST_VALUES = 20_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(PlanReader.LARGEST).build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Iterator<Event> events;
  private final Findings findings;
  private final Map<String, Place> values = new HashMap<>();
  private final Map<String, Place> keys = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> unresolved = new HashSet<>();
  private Place reached = Place.START;
  private int count;

  private Composing(String text, Findings findings) {
    this.events = new Parse(SETTINGS).parseString(text).iterator();
    this.findings = findings;
  }

  /** The tree; empty when the text cannot be read to its end, which is then among the findings. */
  static Optional<Document> read(String text, Findings findings) {
    try {
      if (text.length() > PlanReader.LARGEST
          || text.getBytes(StandardCharsets.UTF_8).length > PlanReader.LARGEST) {
        throw tooLarge();
      }
      return Optional.of(new Composing(text, findings).document());
    } catch (Unreadable unreadable) {
      unreadable.tell(findings);
    } catch (YamlEngineException malformed) {
      Malformed.of(malformed, text).tell(findings);
    }
    return Optional.empty();
  }

  private static Unreadable tooLarge() {
    return new Unreadable(
        Place.START,
        "too-large",
        "A plan has at most %d KiB.".formatted(PlanReader.LARGEST / 1024),
        "Take apart what does not belong together.");
  }

  private Event next() throws Unreadable {
    try {
      Event event = events.next();
      reached = place(event);
      return event;
    } catch (IllegalArgumentException escape) {
      // The parser does not mind all numbers of characters that there cannot be.
      throw new Unreadable(
          reached,
          "syntax",
          "This is no YAML: after this place stands an escape of a character that there is not.",
          "Write the character itself.");
    }
  }

  private Document document() throws Unreadable {
    JsonNode root = NODES.nullNode();
    boolean any = false;
    for (Event event = next(); event.getEventId() != Event.ID.StreamEnd; event = next()) {
      switch (event.getEventId()) {
        case DocumentStart -> {
          refuseSecond(any, event);
          any = true;
          root = value(next(), "", 1);
        }
        case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        case Alias, MappingStart, MappingEnd, Scalar, SequenceStart, SequenceEnd ->
            throw new IllegalStateException("a value outside of a document");
      }
    }
    if (!any || root.isNull()) {
      throw new Unreadable(
          Place.START, "empty", "There is nothing in this plan.", "Start with apiVersion.");
    }
    return new Document(root, values, keys, written, unresolved, new HashSet<>());
  }

  private static void refuseSecond(boolean any, Event start) throws Unreadable {
    if (any) {
      throw new Unreadable(
          place(start),
          "several-documents",
          "A second document starts here, but a file holds one plan.",
          "Move it into a file of its own.");
    }
  }

  private JsonNode value(Event event, String pointer, int depth) throws Unreadable {
    Place place = place(event);
    values.put(pointer, place);
    refuseTooMuch(place, depth);
    refuseAnchor(event, place);
    return switch (event) {
      case AliasEvent alias -> refuseAlias(alias, pointer, place);
      case ScalarEvent scalar -> scalar(scalar, pointer, place);
      case MappingStartEvent mapping -> mapping(mapping, pointer, depth);
      case CollectionStartEvent sequence -> sequence(sequence, pointer, depth);
      default -> throw new IllegalStateException("no value starts with " + event);
    };
  }

  private void refuseTooMuch(Place place, int depth) throws Unreadable {
    if (depth > DEEPEST) {
      throw new Unreadable(
          place,
          "too-deep",
          "Values stand more than %d deep in each other.".formatted(DEEPEST),
          "No key of a plan needs that: look for a missing line break or bracket.");
    }
    if (++count > MOST_VALUES) {
      throw new Unreadable(
          place,
          "too-large",
          "A plan has at most %d values.".formatted(MOST_VALUES),
          "Take apart what does not belong together.");
    }
  }

  private void refuseAnchor(Event event, Place place) {
    if (event instanceof NodeEvent node
        && !(event instanceof AliasEvent)
        && node.getAnchor().isPresent()) {
      findings.add(
          place,
          "anchor",
          "A plan has no anchors, but here stands &%s.".formatted(node.getAnchor().get()),
          "Write the value out, or use a parameter: ${name}.");
    }
  }

  private JsonNode refuseAlias(AliasEvent alias, String pointer, Place place) {
    unresolved.add(pointer);
    findings.add(
        place,
        "alias",
        "A plan has no aliases, but here stands *%s.".formatted(alias.getAlias()),
        "Write the value out, or use a parameter: ${name}.");
    return NODES.missingNode();
  }

  private void refuseTag(Optional<String> tag, Place place) {
    tag.ifPresent(present ->
        findings.add(
            place,
            "tag",
            "A plan has no tags, but here stands '%s'.".formatted(present),
            "Leave it out; put a text in quotes."));
  }

  private JsonNode scalar(ScalarEvent scalar, String pointer, Place place) {
    refuseTag(scalar.getTag(), place);
    if (!scalar.isPlain()) {
      return NODES.stringNode(scalar.getValue());
    }
    JsonNode value = PlainScalars.resolve(scalar.getValue());
    if (!value.isString()) {
      written.put(pointer, scalar.getValue());
    }
    return value;
  }

  private JsonNode sequence(CollectionStartEvent start, String pointer, int depth)
      throws Unreadable {
    refuseTag(start.getTag(), place(start));
    ArrayNode array = NODES.arrayNode();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      JsonNode element = value(event, Document.element(pointer, array.size()), depth + 1);
      array.add(element.isMissingNode() ? NODES.nullNode() : element);
    }
    return array;
  }

  private JsonNode mapping(MappingStartEvent start, String pointer, int depth) throws Unreadable {
    refuseTag(start.getTag(), place(start));
    ObjectNode object = NODES.objectNode();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      member(event, object, pointer, depth);
    }
    return object;
  }

  private void member(Event key, ObjectNode object, String pointer, int depth) throws Unreadable {
    Place place = place(key);
    if (!(key instanceof ScalarEvent name)) {
      findings.add(
          place, "wrong-key", "A key is a text.", "Write a word before the colon, not a list.");
      skip(key, pointer, depth);
      skip(next(), pointer, depth);
      return;
    }
    refuseAnchor(key, place);
    refuseTag(name.getTag(), place);
    String at = Document.member(pointer, name.getValue());
    if (keys.containsKey(at)) {
      tellSecond(name.getValue(), place, keys.getOrDefault(at, place));
      skip(next(), pointer, depth);
      return;
    }
    keys.put(at, place);
    JsonNode value = value(next(), at, depth + 1);
    if (!value.isMissingNode()) {
      object.set(name.getValue(), value);
    }
  }

  private void tellSecond(String key, Place place, Place first) {
    findings.add(
        place,
        "duplicate-key",
        "'%s' stands here a second time.".formatted(Findings.shortened(key, 60)),
        "It stands first in line %d; keep one of them.".formatted(first.line()));
  }

  /** Reads a value that belongs nowhere, for what is wrong with it. */
  private void skip(Event event, String pointer, int depth) throws Unreadable {
    value(event, pointer + "/?", depth + 1);
  }

  private static Place place(Event event) {
    return event.getStartMark().map(Composing::place).orElse(Place.START);
  }

  private static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}

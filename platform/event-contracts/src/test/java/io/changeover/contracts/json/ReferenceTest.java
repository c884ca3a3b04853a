package io.changeover.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.changeover.contracts.Topics;
import io.changeover.contracts.WireType;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.contracts.command.SpecialistMessage;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.report.StepReport;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the written references to the code: every topic, type and field is in them, and no other.
 */
class ReferenceTest {
  private static final Path DOCS = Path.of("../../docs");

  private static String wire(Class<?> type) {
    return type.getAnnotation(WireType.class).value();
  }

  private static List<String> types() {
    return GoldenTest.types().stream().map(ReferenceTest::wire).toList();
  }

  private static List<String> fields(Class<?> type) {
    return Stream.of(type.getRecordComponents()).map(ReferenceTest::name).toList();
  }

  private static String name(RecordComponent component) {
    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  /** The text from a line to the next one of the same depth. */
  private static String section(String text, String head, String next) {
    int from = text.indexOf(head);
    assertThat(from).as("'%s' is there", head.strip()).isNotNegative();
    int to =
        Pattern.compile(next, Pattern.MULTILINE)
            .matcher(text)
            .results()
            .mapToInt(found -> found.start())
            .filter(start -> start > from + head.length() - 1)
            .findFirst()
            .orElse(text.length());
    return text.substring(from, to);
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void theEventReferenceHasEveryTopicTypeAndField() throws IOException {
    String text = Files.readString(DOCS.resolve("event-reference.md"));

    assertThat(all(text, "^### (changeover\\..*)$")).containsExactlyInAnyOrderElementsOf(types());
    for (Class<?> type : GoldenTest.types()) {
      String section = section(text, "### " + wire(type) + "\n", "^##");
      assertThat(all(section, "^\\| `(\\w+)` \\|"))
          .as(wire(type))
          .containsExactlyElementsOf(fields(type));
    }
    assertThat(all(text, "^\\| `(changeover\\.[a-z.-]+\\.v1)` \\|"))
        .containsExactlyInAnyOrderElementsOf(Topics.all());
  }

  @Test
  void theAsyncApiHasEveryTopicWithItsTypes() throws IOException {
    String text = Files.readString(DOCS.resolve("asyncapi.yaml"));

    assertThat(all(text, "^    address: (.*)$")).containsExactlyInAnyOrderElementsOf(Topics.all());
    for (String topic : Topics.all()) {
      String channel = section(text, "    address: " + topic + "\n", "^ {0,2}\\w");
      assertThat(all(channel, "^      (changeover\\.\\S+):$"))
          .as(topic)
          .containsExactlyInAnyOrderElementsOf(of(topic));
    }
  }

  private static List<String> of(String topic) {
    Class<?> family =
        switch (topic) {
          case Topics.STEP_REPORTS -> StepReport.class;
          case Topics.DEPLOYMENT_EVENTS -> DeploymentEvent.class;
          case Topics.SPECIALISTS -> SpecialistAnnounced.class;
          default -> SpecialistMessage.class;
        };
    return Samples.leaves(family).map(ReferenceTest::wire).toList();
  }

  @Test
  void theAsyncApiHasEveryTypeWithItsFields() throws IOException {
    String text = Files.readString(DOCS.resolve("asyncapi.yaml"));

    assertThat(all(text, "^    (changeover\\.\\S+):$"))
        .containsExactlyInAnyOrderElementsOf(types());
    for (Class<?> type : GoldenTest.types()) {
      String message = section(text, "\n    " + wire(type) + ":\n", "^ {0,4}\\S");
      assertThat(all(message, "^          (\\w+):$"))
          .as(wire(type))
          .containsExactlyElementsOf(fields(type));
    }
  }
}

package io.changeover.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.contracts.WireType;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.contracts.command.SpecialistMessage;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.report.StepReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds each version of each record to a file that was written when it was released. A file never
 * changes; a new form is a new version with a file of its own. {@code -Dgolden.write=true} writes
 * the files that are missing.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private final WireCodec codec = new WireCodec();

  static List<Class<?>> types() {
    return Stream.of(
            DeploymentEvent.class,
            StepReport.class,
            SpecialistMessage.class,
            SpecialistAnnounced.class)
        .flatMap(Samples::leaves)
        .toList();
  }

  private static Path file(Class<?> type) {
    WireType wire = type.getAnnotation(WireType.class);
    return GOLDEN.resolve("%s.v%d.json".formatted(wire.value(), wire.version()));
  }

  @TestFactory
  Stream<DynamicTest> everyRecordHasAGoldenFileThatComesBackAsItWas() {
    return types().stream()
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> comesBack(type)));
  }

  private void comesBack(Class<?> type) throws IOException, UndecodableRecord {
    WireType wire = type.getAnnotation(WireType.class);
    assertThat(wire).as("%s has a name on the wire", type).isNotNull();
    if (Boolean.getBoolean("golden.write") && Files.notExists(file(type))) {
      Files.writeString(
          file(type),
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Samples.full(type))
              + "\n");
    }
    byte[] kept = Files.readAllBytes(file(type));

    Object decoded = codec.decode(wire.value(), wire.version(), kept);

    assertThat(decoded).isInstanceOf(type);
    assertThat(Json.mapper().readTree(codec.encode(decoded)))
        .isEqualTo(Json.mapper().readTree(kept));
    assertThat(codec.decode(wire.value(), wire.version(), codec.encode(decoded)))
        .isEqualTo(decoded);
  }

  @Test
  void everyFileBelongsToARecord() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(types().stream().map(GoldenTest::file).toList());
    }
  }

  @Test
  void everyRecordIsKnownToTheCodecByANameOfItsOwn() {
    assertThat(codec.types())
        .containsExactlyInAnyOrderElementsOf(
            types().stream().map(type -> type.getAnnotation(WireType.class).value()).toList());
  }

  @TestFactory
  Stream<DynamicTest> unknownAndMissingFieldsAreRefused() {
    return types().stream()
        .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> refused(type)));
  }

  private void refused(Class<?> type) throws IOException {
    JsonNode kept = Json.mapper().readTree(Files.readAllBytes(file(type)));
    ObjectNode more = (ObjectNode) kept.deepCopy();
    more.put("surprise", 1);
    assertRefused(type, more);
    ObjectNode least = (ObjectNode) Json.mapper().valueToTree(Samples.least(type));
    for (String name : List.copyOf(least.propertyNames())) {
      ObjectNode less = least.deepCopy();
      less.remove(name);
      assertRefused(type, less);
      ObjectNode emptied = least.deepCopy();
      emptied.putNull(name);
      assertRefused(type, emptied);
    }
  }

  private void assertRefused(Class<?> type, JsonNode json) {
    WireType wire = type.getAnnotation(WireType.class);
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> codec.decode(wire.value(), wire.version(), bytes))
        .as("%s", json)
        .isInstanceOf(UndecodableRecord.class);
  }
}

package io.changeover.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.Http;
import io.changeover.contracts.step.StepSpec;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JacksonException;

class JsonTest {
  @TestFactory
  Stream<DynamicTest> everyStepKindComesBackWithItsDefaultsFilledIn() {
    return Samples.leaves(StepSpec.class)
        .map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> comesBack(kind)));
  }

  private static void comesBack(Class<?> kind) {
    assertThat(kind).hasAnnotations(JsonTypeName.class, DoneBy.class);
    for (StepSpec spec : List.of((StepSpec) Samples.full(kind), least(kind))) {
      String json = Json.mapper().writerFor(StepSpec.class).writeValueAsString(spec);
      assertThat(json).startsWith("{\"" + spec.kind() + "\":");
      StepSpec back = Json.mapper().readValue(json, StepSpec.class);
      assertThat(back).isEqualTo(spec);
      assertThat(Json.canonical(back)).isEqualTo(json);
      assertThat(spec.usualTimeout()).isPositive();
      assertThat(spec.doneBy()).isNotNull();
    }
  }

  /** Kinds whose components go together are made from all of them. */
  private static StepSpec least(Class<?> kind) {
    return (StepSpec) Samples.least(kind);
  }

  @Test
  void kindsHaveNamesOfTheirOwn() {
    assertThat(
            Samples.stepKinds().stream()
                .map(kind -> kind.getAnnotation(JsonTypeName.class).value()))
        .doesNotHaveDuplicates()
        .hasSameSizeAs(Samples.leaves(StepSpec.class).toList());
  }

  @Test
  void equalValuesHaveEqualText() {
    StepSpec one = http("{\"b\": 1, \"a\": {\"d\": 1, \"c\": 2}}", "\"/x\": 1, \"/a\": 2");
    StepSpec other = http("{\"a\": {\"c\": 2, \"d\": 1}, \"b\": 1}", "\"/a\": 2, \"/x\": 1");

    assertThat(one).isEqualTo(other);
    assertThat(Json.canonical(one)).isEqualTo(Json.canonical(other));
    assertThat(Json.digestOf(one)).isEqualTo(Json.digestOf(other));
  }

  private static StepSpec http(String body, String expected) {
    String json =
        "{\"http\": {\"target\": \"app\", \"path\": \"/\", \"body\": %s, \"json\": {%s}}}"
            .formatted(body, expected);
    StepSpec spec = Json.mapper().readValue(json, StepSpec.class);
    assertThat(spec).isInstanceOf(Http.class);
    return spec;
  }

  @Test
  void setsAreWrittenInOrder() {
    Set<TargetName> names = new LinkedHashSet<>();
    for (String name : List.of("zeta", "alpha", "mid", "beta")) {
      names.add(new TargetName(name));
    }

    String json =
        Json.canonical(
            new SpecialistAnnounced(Specialist.BACKUP, Instant.EPOCH, names, Set.of(), Set.of()));

    assertThat(json).contains("[\"alpha\",\"beta\",\"mid\",\"zeta\"]");
  }

  @Test
  void aSpecWithAMissingUnknownOrSecondKindIsRefused() {
    assertRefused(
        "{\"alembic\": {\"workspace\": \"shop\", \"target\": \"db\", \"upgrade\": \"2\"}}");
    assertRefused("{\"alembic\": {}, \"no-op\": {}}");
    assertRefused("{\"alchemy\": {}}");
    assertRefused("{\"no-op\": {\"lasting\": \"PT1S\", \"loud\": true}}");
    assertRefused("{\"cpu\": {}}");
    assertRefused("{}");
  }

  private static void assertRefused(String json) {
    assertThatThrownBy(() -> Json.mapper().readValue(json, StepSpec.class))
        .as(json)
        .isInstanceOf(JacksonException.class);
  }
}

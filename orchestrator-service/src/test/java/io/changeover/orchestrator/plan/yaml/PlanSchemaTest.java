package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PlanSchemaTest {
  private static final Path PACKAGED =
      Project.file("orchestrator-service/src/main/resources" + Structure.RESOURCE);
  private static final Path FOR_EDITORS = Project.file("docs/plan.schema.json");

  /**
   * Run with -Dchangeover.write=true to write the schema after a step kind was added or changed.
   */
  @Test
  void theSchemaIsTheOneThatTheRecordsMake() throws IOException {
    String generated =
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(PlanSchemaGeneration.generate())
            + "\n";
    if (Boolean.getBoolean("changeover.write")) {
      Files.writeString(PACKAGED, generated);
      Files.writeString(FOR_EDITORS, generated);
    }
    assertThat(Files.readString(PACKAGED)).isEqualTo(generated);
    assertThat(Files.readString(FOR_EDITORS)).isEqualTo(generated);
  }
}

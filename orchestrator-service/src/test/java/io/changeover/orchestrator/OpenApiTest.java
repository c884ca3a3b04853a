package io.changeover.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The committed description of the REST interface is what the service says of itself. After a
 * wanted change, run with {@code -Dchangeover.write-docs=true}.
 */
class OpenApiTest {
  private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

  private final Rest olga = RunningOrchestrator.shared().as("olga");

  private String described() {
    ObjectNode served = (ObjectNode) olga.get("/api/v1/openapi").json();
    served.remove("servers");
    Object sorted = Json.mapper().treeToValue(served, Object.class);
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(sorted) + "\n";
  }

  @Test
  void theCommittedDescriptionIsTheServedOne() throws IOException {
    String served = described();
    if (Boolean.getBoolean("changeover.write-docs")) {
      Files.writeString(COMMITTED, served);
    }
    assertThat(Files.readString(COMMITTED)).isEqualTo(served);
  }

  @Test
  void everyCallIsDescribedWithItsRefusals() {
    JsonNode api = olga.get("/api/v1/openapi").json();
    assertThat(api.path("openapi").asString()).startsWith("3.1");
    assertThat(
            api.path("components").path("securitySchemes").path("token").path("scheme").asString())
        .isEqualTo("bearer");
    for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
        assertThat(call.getValue().path("summary").asString(""))
            .as(call.getKey() + " " + path.getKey())
            .isNotEmpty();
        assertThat(
                call.getValue()
                    .path("responses")
                    .path("default")
                    .path("content")
                    .has("application/problem+json"))
            .as(call.getKey() + " " + path.getKey())
            .isTrue();
      }
    }
  }
}

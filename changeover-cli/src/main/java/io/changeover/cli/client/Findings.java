package io.changeover.cli.client;

import tools.jackson.databind.JsonNode;

/** Findings about a plan as compilers write theirs: file:line:column. */
public final class Findings {
  private Findings() {}

  public static String text(JsonNode findings) {
    StringBuilder text = new StringBuilder();
    for (JsonNode finding : findings) {
      text.append(
          "%s:%d:%d: %s [%s]%n"
              .formatted(
                  finding.path("file").asString(),
                  finding.path("line").asInt(),
                  finding.path("column").asInt(),
                  finding.path("message").asString(),
                  finding.path("code").asString()));
      String hint = finding.path("hint").asString("");
      if (!hint.isEmpty()) {
        text.append("    hint: ").append(hint).append(System.lineSeparator());
      }
    }
    return text.toString().stripTrailing();
  }
}

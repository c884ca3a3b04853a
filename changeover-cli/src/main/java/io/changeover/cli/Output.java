package io.changeover.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Data on standard output, for people or, with --json, for programs. */
public final class Output {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "--json", description = "Print data as JSON.")
  private boolean json;

  public boolean isJson() {
    return json;
  }

  public void line(String text) {
    out.println(text);
  }

  public void json(JsonNode data) {
    out.println(PRETTY.writeValueAsString(data));
  }
}

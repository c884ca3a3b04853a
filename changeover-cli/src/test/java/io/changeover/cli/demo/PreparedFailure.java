package io.changeover.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A failure that demo.json prepares.
 *
 * @param expect how it ends, in the words of demo.json
 */
record PreparedFailure(String step, Breaking breaking, String expect) {
  static final String LEVEL = "level ";

  static Stream<PreparedFailure> of(String example) throws IOException {
    var directory = RunningStack.PROJECT.example(example);
    var json =
        JsonMapper.builder().build().readTree(Files.readString(directory.resolve("demo.json")));
    DemoFile file = DemoFile.read(directory);
    return file.failures().keySet().stream()
        .map(step ->
            new PreparedFailure(
                step,
                file.breaking(step),
                json.path("failures").path(step).path("expect").asString()));
  }

  /** It is led back by a rollback. */
  boolean isLedBack() {
    return expect.startsWith(LEVEL);
  }

  @Override
  public String toString() {
    return step + ": " + expect;
  }
}

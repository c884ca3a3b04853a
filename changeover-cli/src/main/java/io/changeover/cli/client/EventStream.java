package io.changeover.cli.client;

import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, one after the other. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stream<String> stream;
  private final Iterator<String> lines;

  EventStream(HttpResponse<Stream<String>> answer) {
    stream = answer.body();
    lines = stream.iterator();
  }

  /** The next event; empty when the stream has ended. Waits for it. */
  public Optional<JsonNode> next() {
    StringBuilder data = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("data:")) {
        data.append(line.substring(5));
      } else if (line.isEmpty() && !data.isEmpty()) {
        return Optional.of(JSON.readTree(data.toString()));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    stream.close();
  }
}

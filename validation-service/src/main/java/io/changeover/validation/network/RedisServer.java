package io.changeover.validation.network;

import io.changeover.kit.step.StepContext;
import io.changeover.kit.target.Surroundings.Broker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A few questions to a Redis, in its protocol (RESP2). */
final class RedisServer implements AutoCloseable {
  private static final int USUAL_PORT = 6379;

  /** The list of ten thousand clients is shorter, in bytes. */
  private static final int LARGEST = 8_000_000;

  private final Line line;

  private RedisServer(Line line) {
    this.line = line;
  }

  /** Connects, tells the password and chooses the database of the URL's path. */
  static RedisServer open(Broker broker, StepContext context) throws IOException {
    int port = broker.url().getPort() < 0 ? USUAL_PORT : broker.url().getPort();
    String host = broker.url().getHost();
    RedisServer server =
        new RedisServer(Line.open(InetSocketAddress.createUnresolved(host, port), context));
    try {
      String password = broker.password();
      if (password != null) {
        server.ask("AUTH", password);
      }
      String database = broker.url().getPath().replace("/", "");
      if (!database.isEmpty()) {
        server.ask("SELECT", database);
      }
      return server;
    } catch (IOException refused) {
      server.close();
      throw refused;
    }
  }

  /** How much waits under a key. */
  long depth(String key) throws IOException {
    String type = ask("TYPE", key);
    return switch (type) {
      case "none" -> 0;
      case "list" -> Long.parseLong(ask("LLEN", key));
      case "stream" -> Long.parseLong(ask("XLEN", key));
      case "zset" -> Long.parseLong(ask("ZCARD", key));
      default -> throw new IOException("%s is no queue but a %s".formatted(key, type));
    };
  }

  /** How many connections bear this name. */
  long connectionsNamed(String name) throws IOException {
    return ask("CLIENT", "LIST")
        .lines()
        .filter(client -> List.of(client.split(" ", -1)).contains("name=" + name))
        .count();
  }

  private String ask(String... words) throws IOException {
    StringBuilder command = new StringBuilder("*%d\r\n".formatted(words.length));
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append("$%d\r\n%s\r\n".formatted(length, word));
    }
    line.send(command.toString());
    return answer(line.next());
  }

  private String answer(String first) throws IOException {
    String rest = first.isEmpty() ? "" : first.substring(1);
    return switch (first.isEmpty() ? ' ' : first.charAt(0)) {
      case '+', ':' -> rest;
      case '$' -> bulk(Integer.parseInt(rest));
      case '-' -> throw new IOException("it says " + rest);
      default -> throw new IOException("it does not talk as a Redis does");
    };
  }

  private String bulk(int length) throws IOException {
    if (length > LARGEST) {
      throw new IOException("an answer of %d bytes is not read".formatted(length));
    }
    String text = length < 0 ? "" : new String(line.next(length), StandardCharsets.UTF_8);
    line.next();
    return text;
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}

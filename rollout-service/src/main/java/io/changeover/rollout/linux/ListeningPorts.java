package io.changeover.rollout.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The listening TCP sockets of this host, read from /proc/net (see proc(5)). */
final class ListeningPorts {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  /** The state of a listening socket. */
  private static final String LISTENING = "0A";

  /** The sockets that listen on a port, as /proc/PID/fd names them; empty when nobody listens. */
  List<String> socketsOn(int port) {
    String suffix = ":%04X".formatted(port);
    return TABLES.stream()
        .flatMap(ListeningPorts::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields ->
            fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
        .map(fields -> "socket:[" + fields[9] + "]")
        .toList();
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException noSuchFamily) {
      return Stream.empty();
    }
  }
}

package io.changeover.validation.network;

import io.changeover.kit.target.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the addresses of the host of an application's public URL. */
final class NameLookup {
  private NameLookup() {}

  /**
   * The addresses as text, sorted; none when there is no such name.
   *
   * @throws IOException when the name server does not answer, or not as it should
   */
  static SortedSet<String> addresses(Surroundings surroundings) throws IOException {
    String host = surroundings.publicUrl().getHost();
    InetSocketAddress server = surroundings.nameServer();
    return server == null ? ofThisHost(host) : of(new NameServer(server), host);
  }

  private static SortedSet<String> ofThisHost(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (UnknownHostException unknown) {
      return new TreeSet<>();
    }
  }

  private static SortedSet<String> of(NameServer server, String host) throws IOException {
    SortedSet<String> found = new TreeSet<>();
    for (NameServer.Type type : List.of(NameServer.Type.A, NameServer.Type.AAAA)) {
      found.addAll(server.ask(host, type));
    }
    return found;
  }
}

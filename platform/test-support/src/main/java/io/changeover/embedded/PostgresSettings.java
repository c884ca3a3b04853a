package io.changeover.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's settings, given on its command line so that a look at the process shows them. */
final class PostgresSettings {
  private PostgresSettings() {}

  static List<String> commandLine(Path data, int port, int maxConnections) {
    List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
    values(port, maxConnections)
        .forEach((name, value) -> {
          arguments.add("-c");
          arguments.add(name + "=" + value);
        });
    return arguments;
  }

  private static Map<String, String> values(int port, int maxConnections) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("listen_addresses", "127.0.0.1");
    values.put("unix_socket_directories", "");
    values.put("port", Integer.toString(port));
    values.put("max_connections", Integer.toString(maxConnections));
    values.put("password_encryption", "scram-sha-256");
    // A commit that was reported is on the disk, also after a power failure.
    values.put("fsync", "on");
    values.put("synchronous_commit", "on");
    values.put("full_page_writes", "on");
    // Nothing replicates from here.
    values.put("wal_level", "minimal");
    values.put("max_wal_senders", "0");
    values.put("jit", "off");
    values.put("timezone", "UTC");
    values.put("log_timezone", "UTC");
    values.put("shared_preload_libraries", "pg_stat_statements");
    values.put("logging_collector", "off");
    return values;
  }
}

package io.changeover.testsupport;

import java.util.Map;

/** Which of Debian's packages brings which program. */
final class ToolPackages {
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("pg_dump", "postgresql-client-15"),
          Map.entry("pg_restore", "postgresql-client-15"),
          Map.entry("psql", "postgresql-client-15"),
          Map.entry("alembic", "alembic"),
          Map.entry("busybox", "busybox-static"),
          Map.entry("nginx", "nginx-light"),
          Map.entry("mariadb", "mariadb-client"),
          Map.entry("mariadbd", "mariadb-server"),
          Map.entry("mysqldump", "mariadb-client"),
          Map.entry("docker", "docker.io"),
          Map.entry("dockerd", "docker.io"),
          Map.entry("node", "nodejs"),
          Map.entry("npx", "npm"),
          Map.entry("php", "php-cli"),
          Map.entry("python3", "python3"),
          Map.entry("redis-server", "redis-server"),
          Map.entry("sqlite3", "sqlite3"),
          Map.entry("chromium", "chromium"));

  private ToolPackages() {}

  static String packageOf(RequiresTool tool) {
    return tool.aptPackage().isEmpty()
        ? PACKAGES.getOrDefault(tool.value(), tool.value())
        : tool.aptPackage();
  }
}

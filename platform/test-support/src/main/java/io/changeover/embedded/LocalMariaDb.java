package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A real MariaDB server as a child process in a temporary directory, on the loopback address, with
 * an administrator of a generated password. It needs {@code mariadbd} and {@code
 * mariadb-install-db} (package mariadb-server). Where {@code setpriv} is there, the server also
 * ends when this JVM is killed.
 */
public final class LocalMariaDb implements AutoCloseable {
  /** May do everything and log in from everywhere. */
  public static final String ADMINISTRATOR = "admin";

  private static final String READY = "ready for connections";
  private static final Duration CREATION_LIMIT = Duration.ofMinutes(2);
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration PROBE = Duration.ofSeconds(10);
  private static final int PASSWORD_BYTES = 12;
  private static final List<String> END_WITH_PARENT = List.of("setpriv", "--pdeathsig", "KILL");

  private final WorkDirectory home;
  private final String password;
  private final int port;
  private ChildProcess server;

  private LocalMariaDb(WorkDirectory home, String password, int port) {
    this.home = home;
    this.password = password;
    this.port = port;
    this.server = launch();
  }

  /**
   * Creates a data directory and starts a server on it.
   *
   * @throws EmbeddedStartException if it cannot be started; the message ends with its last output
   */
  public static LocalMariaDb start() {
    WorkDirectory home = WorkDirectory.open(Optional.empty(), "mariadb");
    String password = freshPassword();
    try {
      create(home.path(), password);
      return new LocalMariaDb(home, password, FreePorts.next());
    } catch (RuntimeException | IOException failed) {
      home.close();
      throw failed instanceof EmbeddedStartException known
          ? known
          : new EmbeddedStartException("cannot create a MariaDB data directory", failed);
    }
  }

  private static void create(Path home, String password) throws IOException {
    Files.writeString(
        home.resolve("init.sql"),
        "create user if not exists %1$s@'%%' identified by '%2$s';\ngrant all on *.* to %1$s@'%%' with grant option;\n"
            .formatted(ADMINISTRATOR, password));
    List<String> command = new ArrayList<>(List.of("mariadb-install-db", "--no-defaults"));
    command.addAll(places(home));
    command.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
    if (!ChildProcess.run(command, CREATION_LIMIT)) {
      throw new EmbeddedStartException("mariadb-install-db has failed in " + home);
    }
  }

  private ChildProcess launch() {
    List<String> command = new ArrayList<>();
    if (ChildProcess.run(longer(END_WITH_PARENT, "true"), PROBE)) {
      command.addAll(END_WITH_PARENT);
    }
    command.addAll(List.of(Programs.find("mariadbd"), "--no-defaults"));
    command.addAll(places(home.path()));
    command.addAll(
        List.of(
            "--socket=" + home.path().resolve("socket"),
            "--pid-file=" + home.path().resolve("pid"),
            "--init-file=" + home.path().resolve("init.sql"),
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=64M",
            "--innodb-log-file-size=32M"));
    ChildProcess started = ChildProcess.start(command, home.path().resolve("server.log"), READY);
    started.awaitReady(START_LIMIT);
    return started;
  }

  private static List<String> places(Path home) {
    // A server that starts removes the temporary files of all others in the same place.
    List<String> places =
        new ArrayList<>(List.of("--datadir=" + home.resolve("data"), "--tmpdir=" + home));
    if ("root".equals(System.getProperty("user.name"))) {
      places.add("--user=root");
    }
    return places;
  }

  private static List<String> longer(List<String> command, String argument) {
    List<String> all = new ArrayList<>(command);
    all.add(argument);
    return all;
  }

  private static String freshPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The port on 127.0.0.1; it stays the same over a restart. */
  public int port() {
    return port;
  }

  /** The administrator's password. */
  public String password() {
    return password;
  }

  /** Kills the server as a power cut would, and starts it again on the same data. */
  public void crashAndRestart() {
    server.killTree();
    server = launch();
  }

  @Override
  public void close() {
    if (server.isAlive()) {
      ChildProcess.run(List.of("kill", "-TERM", Long.toString(server.pid())), STOP_LIMIT);
      if (!server.awaitExit(STOP_LIMIT)) {
        server.killTree();
      }
    }
    home.close();
  }
}

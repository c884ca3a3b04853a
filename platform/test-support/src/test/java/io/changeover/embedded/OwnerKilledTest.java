package io.changeover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.testsupport.Patience;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a whole JVM that owns both children, and looks whether they go with it. */
class OwnerKilledTest {
  @TempDir Path directory;

  /** The JVM that is killed. */
  static final class Owner {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      LocalPostgres postgres =
          LocalPostgres.start(PostgresOptions.keptIn(directory.resolve("postgres")));
      LocalKafka kafka = LocalKafka.start(KafkaOptions.keptIn(directory.resolve("kafka")));
      System.out.println("pids " + postgres.pid() + " " + kafka.pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void childrenEndWithTheirOwner() throws Exception {
    // Where PostgreSQL runs as another user, that one has to come to its data.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    List<ProcessHandle> children = childrenOf(owner);
    assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

    owner.destroyForcibly();

    for (ProcessHandle child : children) {
      child.onExit().get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  private static List<ProcessHandle> childrenOf(Process owner) throws Exception {
    BufferedReader output = owner.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("pids ")) {
        return List.of(line.substring(5).split(" ")).stream()
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
      }
    }
    throw new AssertionError("the owner did not start its children");
  }
}

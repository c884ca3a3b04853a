package io.changeover.migration.copy;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.step.CopyAs;
import io.changeover.contracts.step.CopyFinding;
import io.changeover.contracts.step.CopyRule;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.migration.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A copy in a process of its own, so that it can be killed. */
final class CopyingProgram {
  private static final CopyRule RULE =
      new CopyRule("ruled", "d", CopyFinding.EMPTY_DATE, CopyAs.NULL);

  private CopyingProgram() {}

  /** Begins the copy of these sides, with what it says in a file. */
  static Process start(Sides sides, Path log) throws IOException {
    return start(sides, log, "256m");
  }

  /** The same, with so much memory; empty dates become NULL where the table is ruled. */
  static Process start(Sides sides, Path log, String memory) throws IOException {
    DatabaseTarget target = sides.owner.target();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + memory,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CopyingProgram.class.getName(),
            sides.file.toString(),
            sides.deployment.value(),
            target.host(),
            Integer.toString(target.port()),
            target.database(),
            target.username(),
            target.password());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** File, deployment, host, port, database, user, password. */
  public static void main(String... told) throws Exception {
    DatabaseTarget target =
        new DatabaseTarget(
            new TargetName("app-db"),
            told[2],
            Integer.parseInt(told[3]),
            told[4],
            told[5],
            told[6]);
    LocalDatabase nobody =
        new LocalDatabase(told[4], target.jdbcUrl(), "", told[5], told[6], Path.of(told[0]));
    Sides sides = new Sides(new Owner(nobody, target), Path.of(told[0]), new DeploymentId(told[1]));
    System.out.println(sides.copy(RULE));
  }
}

package io.changeover.benchmarks;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Copy;
import io.changeover.contracts.step.CopyVerification;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.migration.copy.CopyHandler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The step copy alone, as the migration service does it, in a fresh JVM: {@code CopyProgram FILE
 * HOST PORT DATABASE USER counts|content}, password in PGPASSWORD. Prints the seconds of copy and
 * comparison.
 */
final class CopyProgram {
  private static final TargetAlias FROM = new TargetAlias("from");
  private static final TargetAlias INTO = new TargetAlias("into");
  private static final TargetName SQLITE = new TargetName("sqlite");
  private static final TargetName POSTGRES = new TargetName("postgres");

  private CopyProgram() {}

  public static void main(String[] arguments) throws Exception {
    RegisteredDatabase source = new SqliteTarget(SQLITE, Path.of(arguments[0]));
    RegisteredDatabase target =
        new DatabaseTarget(
            POSTGRES,
            arguments[1],
            Integer.parseInt(arguments[2]),
            arguments[3],
            arguments[4],
            System.getenv("PGPASSWORD"));
    CopyVerification verify =
        arguments[5].equals("content") ? CopyVerification.CONTENT : CopyVerification.COUNTS;
    Copy spec = new Copy(FROM, INTO, Set.of(), List.of(), verify);
    CopyHandler handler =
        CopyHandler.of(new Both(source, target), new TargetConnections(), new SinceBoot());
    Outcome outcome = handler.handle(command(spec), spec, LoneStepContext.first());
    Evidence.Copied copied = (Evidence.Copied) ((Outcome.Succeeded) outcome).evidence();
    System.out.printf(
        "%.3f %.3f%n", copied.took().toMillis() / 1000.0, copied.verifiedIn().toMillis() / 1000.0);
  }

  private static StepCommand command(Copy spec) {
    DeploymentId deployment = new DeploymentId(UUID.randomUUID().toString());
    StepId step = new StepId("rows");
    return new StepCommand(
        CommandId.of(deployment, step, Direction.FORWARD, 1),
        deployment,
        step,
        Direction.FORWARD,
        1,
        Severity.CRITICAL,
        Duration.ofHours(1),
        Map.of(FROM, SQLITE, INTO, POSTGRES),
        Map.of(),
        spec);
  }

  /** Only differences of times are shown. */
  private static final class SinceBoot extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(0, System.nanoTime());
    }
  }

  private record Both(RegisteredDatabase source, RegisteredDatabase target) implements Databases {
    @Override
    public RegisteredDatabase registered(TargetName name) {
      return name.equals(SQLITE) ? source : target;
    }

    @Override
    public Set<TargetName> names() {
      return Set.of(SQLITE, POSTGRES);
    }
  }
}

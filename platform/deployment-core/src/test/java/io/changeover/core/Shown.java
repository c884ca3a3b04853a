package io.changeover.core;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.CloneDatabase;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.Copy;
import io.changeover.contracts.step.CopyScope;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.SwitchTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What specialists show for a step that went well. */
record Shown(
    boolean verified,
    boolean usable,
    long rowsLost,
    boolean blueAlive,
    boolean sameSchema,
    Evidence.CopyPrice written) {
  /** Nobody has written into copied tables. */
  Shown(boolean verified, boolean usable, long rowsLost, boolean blueAlive, boolean sameSchema) {
    this(
        verified, usable, rowsLost, blueAlive, sameSchema, new Evidence.CopyPrice(0, 0, List.of()));
  }

  /** Somebody has written into copied tables. */
  static Shown written(long rowsChanged, long rowsAddedOrRemoved) {
    return new Shown(
        true,
        true,
        0,
        true,
        true,
        new Evidence.CopyPrice(rowsChanged, rowsAddedOrRemoved, List.of("orders")));
  }

  /** The database has the schema that it had in the rehearsal. */
  Shown(boolean verified, boolean usable, long rowsLost, boolean blueAlive) {
    this(verified, usable, rowsLost, blueAlive, true);
  }

  static final Shown WELL = new Shown(true, true, 0, true, true);
  private static final Digest OTHER = new Digest("b".repeat(64));
  private static final Digest SOME = new Digest("a".repeat(64));

  Evidence of(StepCommand command) {
    return switch (command.spec()) {
      case PostgresDump dump -> dump(command.direction());
      case CloneDatabase clone -> copy();
      case Copy copy -> command.direction() == Direction.PROBE ? written : new Evidence.None();
      case Compose compose -> release(command.direction());
      case SwitchTraffic traffic -> new Evidence.Traffic("green", 2, blueAlive, true);
      default -> new Evidence.None();
    };
  }

  private Evidence release(Direction direction) {
    return new Evidence.Release(
        "compose",
        direction == Direction.BACK ? "v1" : "v2",
        "v1",
        blueAlive,
        Map.of("web", "web:v2"),
        Duration.ofSeconds(2),
        direction == Direction.PROBE
            ? List.of()
            : List.of(
                new Evidence.Switch(
                    "app",
                    40,
                    5,
                    Duration.ofMillis(300),
                    Duration.ofMillis(200),
                    Duration.ofMillis(7))));
  }

  private static Evidence copy() {
    return new Evidence.Clone(
        "changeover_rehearsal_1",
        CopyScope.DATA,
        "b0",
        SOME,
        new ByteSize(1_000),
        new ByteSize(2_000),
        SOME,
        SOME,
        3,
        100,
        Duration.ofSeconds(2),
        Duration.ofSeconds(3));
  }

  private Evidence dump(Direction direction) {
    return switch (direction) {
      case FORWARD ->
          new Evidence.Backup(
              "b1",
              "/backups/b1",
              new ByteSize(1_000),
              SOME,
              new ByteSize(2_000),
              sameSchema ? SOME : OTHER,
              SOME,
              3,
              100,
              Duration.ofSeconds(2),
              Duration.ofSeconds(3),
              verified);
      case PROBE ->
          new Evidence.RestorePrice(
              usable,
              rowsLost,
              rowsLost > 0 ? List.of("public.orders") : List.of(),
              Duration.ofSeconds(3));
      case BACK -> new Evidence.Restore("shop", "shop_kept", SOME, SOME, 100);
    };
  }
}

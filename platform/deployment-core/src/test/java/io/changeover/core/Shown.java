package io.changeover.core;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.contracts.step.SwitchTraffic;
import java.time.Duration;
import java.util.List;

/** What specialists show for a step that went well. */
record Shown(boolean verified, boolean usable, long rowsLost, boolean blueAlive) {
  static final Shown WELL = new Shown(true, true, 0, true);
  private static final Digest SOME = new Digest("a".repeat(64));

  Evidence of(StepCommand command) {
    return switch (command.spec()) {
      case PostgresDump dump -> dump(command.direction());
      case SwitchTraffic traffic -> new Evidence.Traffic("green", 2, blueAlive, true);
      default -> new Evidence.None();
    };
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
              SOME,
              SOME,
              3,
              100,
              Duration.ofSeconds(2),
              Duration.ofSeconds(3),
              verified);
      case PROBE -> new Evidence.RestorePrice(usable, rowsLost, List.of(), Duration.ofSeconds(3));
      case BACK -> new Evidence.Restore("shop", "shop_kept", SOME, SOME, 100);
    };
  }
}

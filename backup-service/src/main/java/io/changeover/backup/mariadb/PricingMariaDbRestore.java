package io.changeover.backup.mariadb;

import io.changeover.backup.content.TableNow;
import io.changeover.backup.dump.RestorePrices;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import java.sql.Connection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Probe: whether the backup could be restored now, and what that would cost. Changes nothing. */
@Component
final class PricingMariaDbRestore {
  private final NamedBackup named;

  PricingMariaDbRestore(NamedBackup named) {
    this.named = named;
  }

  Outcome price(MariaDbServer server) throws Exception {
    Manifest manifest;
    try {
      manifest = named.by(server.command(), server.command().step());
    } catch (StepFailure noBackup) {
      return RestorePrices.unusable(noBackup);
    }
    CheckResult intact = RestorePrices.intact(named.place(manifest), manifest, server.context());
    try (Connection connection =
        MariaDbContent.atOneMoment(server.open(server.target().database()))) {
      List<TableNow> tables = MariaDbContent.again(connection, manifest.content().tables());
      return RestorePrices.of(manifest, tables, List.of(intact));
    }
  }
}

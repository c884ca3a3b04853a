package io.changeover.backup.dump;

import io.changeover.backup.content.ReadingContent;
import io.changeover.backup.content.TableNow;
import io.changeover.backup.server.Rights;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Session;
import io.changeover.backup.storage.Manifest;
import io.changeover.backup.storage.NamedBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import java.util.List;
import org.springframework.stereotype.Component;

/** Probe: whether the backup could be restored now, and what that would cost. Changes nothing. */
@Component
final class PricingRestore {
  private final NamedBackup named;

  PricingRestore(NamedBackup named) {
    this.named = named;
  }

  Outcome price(Server server) throws Exception {
    Manifest manifest;
    try {
      manifest = named.by(server.attempt().command(), server.attempt().command().step());
    } catch (StepFailure noBackup) {
      return RestorePrices.unusable(noBackup);
    }
    List<CheckResult> checks =
        List.of(
            RestorePrices.intact(named.place(manifest), manifest, server.attempt().context()),
            allowed(server));
    return RestorePrices.of(manifest, compare(server, manifest), checks);
  }

  private static CheckResult allowed(Server server) throws Exception {
    try (Session session = server.openMaintenance()) {
      Rights.requireCreateDatabase(server, session);
      Rights.requireOwner(server, session, server.target().database());
      return RestorePrices.warning(
          "rights", "may create and rename databases", "as expected", true);
    } catch (StepFailure missing) {
      return RestorePrices.warning(
          "rights", "may create and rename databases", missing.reason().message(), false);
    }
  }

  private static List<TableNow> compare(Server server, Manifest manifest) throws Exception {
    try (Session session = server.open().atOneMoment()) {
      return ReadingContent.again(session, manifest.content().tables());
    }
  }
}

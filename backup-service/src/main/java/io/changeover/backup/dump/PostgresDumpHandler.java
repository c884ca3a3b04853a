package io.changeover.backup.dump;

import io.changeover.backup.restore.RestoringBackup;
import io.changeover.backup.server.Server;
import io.changeover.backup.server.Servers;
import io.changeover.backup.storage.RemovingOldBackups;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.PostgresDump;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The step postgres-dump in its three directions. */
@Component
final class PostgresDumpHandler implements StepHandler<PostgresDump> {
  private final Servers servers;
  private final Storage storage;
  private final BackingUp backingUp;
  private final RemovingOldBackups removing;
  private final RestoringBackup restoring;
  private final PricingRestore pricing;

  PostgresDumpHandler(
      Servers servers,
      Storage storage,
      BackingUp backingUp,
      RemovingOldBackups removing,
      RestoringBackup restoring,
      PricingRestore pricing) {
    this.servers = servers;
    this.storage = storage;
    this.backingUp = backingUp;
    this.removing = removing;
    this.restoring = restoring;
    this.pricing = pricing;
  }

  @Override
  public Class<PostgresDump> kind() {
    return PostgresDump.class;
  }

  @Override
  public Outcome handle(StepCommand command, PostgresDump spec, StepContext context)
      throws Exception {
    return servers.with(
        command,
        spec.target(),
        context,
        server ->
            switch (command.direction()) {
              case FORWARD -> forward(server, spec);
              case BACK -> restoring.back(server, spec.jobs() == null ? 1 : spec.jobs());
              case PROBE -> pricing.price(server);
            });
  }

  /** Old backups may go only when a new one has been proved. */
  private Outcome forward(Server server, PostgresDump spec) throws Exception {
    StoredBackup place = storage.of(server.attempt().command(), server.target().name());
    Outcome outcome = backingUp.into(place, server, spec);
    if (outcome instanceof Outcome.Succeeded done && spec.verify() != DumpVerification.NONE) {
      List<CheckResult> checks = new ArrayList<>(done.checks());
      checks.add(removing.after(storage.require(place.backup())));
      return Outcome.succeeded(done.evidence(), checks);
    }
    return outcome;
  }
}

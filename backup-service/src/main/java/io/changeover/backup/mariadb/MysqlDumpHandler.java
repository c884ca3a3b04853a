package io.changeover.backup.mariadb;

import io.changeover.backup.storage.RemovingOldBackups;
import io.changeover.backup.storage.Storage;
import io.changeover.backup.storage.StoredBackup;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.DumpVerification;
import io.changeover.contracts.step.MysqlDump;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The step mysql-dump in its three directions. */
@Component
final class MysqlDumpHandler implements StepHandler<MysqlDump> {
  private final MariaDbServers servers;
  private final Storage storage;
  private final BackingUpMariaDb backingUp;
  private final RemovingOldBackups removing;
  private final RestoringMariaDb restoring;
  private final PricingMariaDbRestore pricing;

  MysqlDumpHandler(
      MariaDbServers servers,
      Storage storage,
      BackingUpMariaDb backingUp,
      RemovingOldBackups removing,
      RestoringMariaDb restoring,
      PricingMariaDbRestore pricing) {
    this.servers = servers;
    this.storage = storage;
    this.backingUp = backingUp;
    this.removing = removing;
    this.restoring = restoring;
    this.pricing = pricing;
  }

  @Override
  public Class<MysqlDump> kind() {
    return MysqlDump.class;
  }

  @Override
  public Outcome handle(StepCommand command, MysqlDump spec, StepContext context) throws Exception {
    return servers.with(
        command,
        spec.target(),
        context,
        server ->
            switch (command.direction()) {
              case FORWARD -> forward(server, spec);
              case BACK -> restoring.back(server);
              case PROBE -> pricing.price(server);
            });
  }

  /** Old backups may go only when a new one has been proved. */
  private Outcome forward(MariaDbServer server, MysqlDump spec) throws Exception {
    StoredBackup place = storage.of(server.command(), server.target().name());
    Outcome outcome = backingUp.into(place, server, spec);
    if (outcome instanceof Outcome.Succeeded done && spec.verify() != DumpVerification.NONE) {
      List<CheckResult> checks = new ArrayList<>(done.checks());
      checks.add(removing.after(storage.require(place.backup())));
      return Outcome.succeeded(done.evidence(), checks);
    }
    return outcome;
  }
}

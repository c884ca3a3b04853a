package io.changeover.rollout.linux;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.rollout.InstanceProcess;
import io.changeover.rollout.InstanceProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Installations found through their pid files and through what stands in /proc. */
@Component
final class LinuxInstanceProcesses implements InstanceProcesses {

  private final ProcessTable table = new ProcessTable();
  private final ListeningPorts ports = new ListeningPorts();
  private final ProcessLaunch launch = new ProcessLaunch(table);
  private final ProcessEnding ending;
  private final Secrets secrets;

  LinuxInstanceProcesses(ProcessEnding ending, Secrets secrets) {
    this.ending = ending;
    this.secrets = secrets;
  }

  @Override
  public Optional<InstanceProcess> find(Installation installation) throws StepFailure {
    PidFile pidFile = pidFile(installation);
    try {
      Optional<InstanceProcess> recorded = pidFile.read();
      if (recorded.isPresent()) {
        Optional<InstanceProcess> live = recognised(installation, recorded.get());
        if (live.isPresent()) {
          return live;
        }
      }
      return unrecorded(pidFile);
    } catch (IOException unreadable) {
      throw unusable(pidFile.path(), unreadable);
    }
  }

  /** The recorded process if it is still that one and not another with the same number. */
  private Optional<InstanceProcess> recognised(
      Installation installation, InstanceProcess recorded) {
    return table
        .find(recorded.pid())
        .filter(row ->
            recorded.start() == PidFile.UNKNOWN
                ? carriesMark(row, installation) || listens(row, installation)
                : row.start() == recorded.start())
        .map(row -> new InstanceProcess(row.pid(), row.start(), recorded.logStart()));
  }

  private boolean carriesMark(ProcessTable.Row row, Installation installation) {
    Path path = installation.pidFile();
    return path != null && table.wasGiven(row, ProcessLaunch.MARK, ProcessLaunch.mark(path));
  }

  private boolean listens(ProcessTable.Row row, Installation installation) {
    List<String> sockets = ports.socketsOn(port(installation));
    return !sockets.isEmpty() && table.holds(row, sockets);
  }

  /**
   * The leader of a session that was started for this pid file, when the pid file does not know.
   */
  private Optional<InstanceProcess> unrecorded(PidFile pidFile) {
    String mark = ProcessLaunch.mark(pidFile.path());
    return table.all().stream()
        .filter(row -> row.session() == row.pid())
        .filter(row -> table.wasGiven(row, ProcessLaunch.MARK, mark))
        .findFirst()
        .map(row -> new InstanceProcess(row.pid(), row.start(), 0));
  }

  @Override
  public InstanceProcess start(Installation installation) throws StepFailure {
    PidFile pidFile = pidFile(installation);
    InstanceLog log = log(installation);
    if (installation.command().isEmpty()) {
      throw incomplete("command");
    }
    return launch.launch(installation, pidFile, log);
  }

  @Override
  public void stop(Installation installation, InstanceProcess process)
      throws StepFailure, InterruptedException {
    ending.end(process);
    PidFile pidFile = pidFile(installation);
    try {
      pidFile.remove();
    } catch (IOException kept) {
      throw unusable(pidFile.path(), kept);
    }
  }

  @Override
  public boolean isAlive(InstanceProcess process) {
    return table.find(process.pid()).filter(row -> row.start() == process.start()).isPresent();
  }

  @Override
  public Optional<String> listenerOn(Installation installation) {
    List<String> sockets = ports.socketsOn(port(installation));
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return table.all().stream()
        .filter(row -> table.holds(row, sockets))
        .findFirst()
        .map(row -> "process %d (%s)".formatted(row.pid(), row.name()))
        .or(() -> Optional.of("a process that this service may not see"));
  }

  @Override
  public String logOf(Installation installation, InstanceProcess process) {
    Path path = installation.log();
    if (path == null) {
      return "";
    }
    return secrets.blackOut(new InstanceLog(path).since(process.logStart()));
  }

  private static int port(Installation installation) {
    int port = installation.url().getPort();
    return port > 0 ? port : "https".equals(installation.url().getScheme()) ? 443 : 80;
  }

  private static PidFile pidFile(Installation installation) throws StepFailure {
    return new PidFile(registered(installation.pidFile(), "pid-file"));
  }

  private static InstanceLog log(Installation installation) throws StepFailure {
    return new InstanceLog(registered(installation.log(), "log"));
  }

  private static Path registered(@Nullable Path path, String setting) throws StepFailure {
    if (path == null) {
      throw incomplete(setting);
    }
    return path;
  }

  private static StepFailure incomplete(String setting) {
    return new StepFailure(
        FailureCode.NOT_REGISTERED,
        "The installation's registration names no " + setting + ".",
        "Set " + setting + " of the installation in this service's changeover.applications.");
  }

  private static StepFailure unusable(Path pidFile, IOException why) {
    return new StepFailure(
        FailureCode.TOOL_FAILED,
        "The pid file " + pidFile + " cannot be used: " + why.getMessage(),
        "Let this service read and write that file and its directory.",
        why);
  }
}

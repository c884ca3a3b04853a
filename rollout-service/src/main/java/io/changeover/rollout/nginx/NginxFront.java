package io.changeover.rollout.nginx;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.step.Instance;
import io.changeover.kit.process.Tools;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Front;
import io.changeover.rollout.Deadline;
import io.changeover.rollout.Pause;
import io.changeover.rollout.RolloutSettings;
import io.changeover.rollout.TrafficFront;
import io.changeover.rollout.nginx.FreshConnections.Seen;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * An nginx whose upstream file is replaced: tested as a candidate, renamed into place, reloaded,
 * and seen on fresh connections. Each point at which this may be broken off leaves either the old
 * file, or the new one that was not reloaded yet; a repeat tells them apart by asking.
 */
@Component
final class NginxFront implements TrafficFront {
  /** How many fresh connections in a row must end up at the new upstream. */
  static final int IN_A_ROW = 8;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final int UNAVAILABLE = 503;

  private final FreshConnections connections = new FreshConnections();
  private final Pause pause;
  private final RolloutSettings settings;

  NginxFront(Pause pause, RolloutSettings settings) {
    this.pause = pause;
    this.settings = settings;
  }

  @Override
  public Serving serving(ApplicationTarget application) throws StepFailure, InterruptedException {
    FrontFiles files = FrontFiles.of(front(application));
    return ask(application, files)
        .serving()
        .orElseThrow(() ->
            new StepFailure(
                FailureCode.REFUSED,
                "The answers of %s do not tell who serves.".formatted(application.url()),
                "Add the headers X-Changeover-Generation and X-Changeover-Upstream, always, in "
                    + files.configuration()));
  }

  @Override
  public Serving pointAt(ApplicationTarget application, Instance to, Tools tools)
      throws StepFailure, InterruptedException {
    FrontFiles files = FrontFiles.of(front(application));
    NginxProgram nginx = new NginxProgram(front(application), tools);
    UpstreamFile live = files.read();
    Serving before = serving(application);
    if (live.serving().instance() != to) {
      return change(application, files, nginx, live, to);
    }
    if (!before.equals(live.serving())) {
      nginx.reload(files);
    }
    awaitServing(application, files, live.serving());
    return live.serving();
  }

  private Serving change(
      ApplicationTarget application,
      FrontFiles files,
      NginxProgram nginx,
      UpstreamFile live,
      Instance to)
      throws StepFailure, InterruptedException {
    URI url = application.installation(to).url();
    UpstreamFile next = live.pointedAt(to, url.getAuthority());
    nginx.test(files, next);
    files.replace(next);
    try {
      nginx.reload(files);
      awaitServing(application, files, next.serving());
      return next.serving();
    } catch (StepFailure notTaken) {
      takeBack(files, nginx, live, notTaken);
      throw notTaken;
    }
  }

  /** The live file is to say what nginx does, so the one that was not taken does not stay. */
  private static void takeBack(
      FrontFiles files, NginxProgram nginx, UpstreamFile live, StepFailure why)
      throws InterruptedException {
    try {
      files.restore(live);
      nginx.reload(files);
    } catch (StepFailure alsoFailed) {
      why.addSuppressed(alsoFailed);
    }
  }

  private void awaitServing(ApplicationTarget application, FrontFiles files, Serving wanted)
      throws StepFailure, InterruptedException {
    Deadline deadline = Deadline.in(settings.takingEffect());
    int inARow = 0;
    while (inARow < IN_A_ROW) {
      Seen seen = ask(application, files);
      if (answers(seen, application) && seen.serving().equals(Optional.of(wanted))) {
        inARow++;
        continue;
      }
      inARow = 0;
      if (deadline.passed()) {
        throw notSeen(application, wanted, seen);
      }
      pause.lasting(BETWEEN_LOOKS);
    }
  }

  /** While users are shut out the front answers for whom it points at. */
  private static boolean answers(Seen seen, ApplicationTarget application) throws StepFailure {
    return seen.status() == 200
        || (seen.status() == UNAVAILABLE && MaintenanceFile.isThere(front(application)));
  }

  private StepFailure notSeen(ApplicationTarget application, Serving wanted, Seen seen) {
    return new StepFailure(
        FailureCode.TOOL_FAILED,
        "%s%s does not show %s in generation %d within %d s; the last answer was status %d from %s."
            .formatted(
                application.url(),
                settings.healthPath(),
                wanted.instance(),
                wanted.generation(),
                settings.takingEffect().toSeconds(),
                seen.status(),
                seen.serving().map(Serving::toString).orElse("nobody who says so")),
        "Read nginx's error log; the upstream file from before is in place again.");
  }

  private Seen ask(ApplicationTarget application, FrontFiles files)
      throws StepFailure, InterruptedException {
    try {
      return connections.ask(application.url().resolve(settings.healthPath().value()));
    } catch (IOException silent) {
      throw new StepFailure(
          FailureCode.TARGET_UNREACHABLE,
          "The front %s does not answer: nginx does not run, or listens elsewhere."
              .formatted(application.url()),
          "Start it: "
              + new NginxProgram(
                      front(application),
                      call -> {
                        throw new IllegalStateException("only named here");
                      })
                  .startCommand(files),
          silent);
    }
  }

  private static Front front(ApplicationTarget application) throws StepFailure {
    Front front = application.front();
    if (front == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The application %s has no front here.".formatted(application.name()),
          "Register changeover.applications.%s.front in this service's settings."
              .formatted(application.name()));
    }
    return front;
  }
}

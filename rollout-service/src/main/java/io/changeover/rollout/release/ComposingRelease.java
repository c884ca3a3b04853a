package io.changeover.rollout.release;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.ComposePart;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Builds a version, tags it and puts it into service; back puts the one before into service. The
 * engine is the ledger: what ran before is kept there by a tag, so that a repeat after a crash
 * finds it.
 */
@Component
final class ComposingRelease implements StepHandler<Compose> {
  private final Compositions compositions;
  private final Switching switching;

  ComposingRelease(Compositions compositions, Switching switching) {
    this.compositions = compositions;
    this.switching = switching;
  }

  @Override
  public Class<Compose> kind() {
    return Compose.class;
  }

  @Override
  public Outcome handle(StepCommand command, Compose spec, StepContext context)
      throws StepFailure, InterruptedException {
    Composition composition = compositions.open(spec, context.tools());
    ComposedVersions versions =
        ComposedVersions.of(composition, spec.version(), command.deployment());
    return switch (command.direction()) {
      case FORWARD -> forward(command, spec, context, versions);
      case BACK -> back(command, spec, context, versions);
      case PROBE -> Outcome.succeeded(ComposedChange.evidence(versions, Switched.NOTHING));
    };
  }

  private Outcome forward(
      StepCommand command, Compose spec, StepContext context, ComposedVersions versions)
      throws StepFailure, InterruptedException {
    if (spec.only() != ComposePart.UP) {
      versions.composition().build(spec.version());
    }
    versions.refuseMissing();
    if (spec.only() == ComposePart.BUILD) {
      return Outcome.succeeded(
          ComposedChange.evidence(versions, Switched.NOTHING), versions.built());
    }
    versions.remember();
    ComposedChange change =
        new ComposedChange(
                versions,
                spec.version(),
                versions.services(),
                Objects.requireNonNull(spec.services()))
            .looked();
    return switching.to(change, Terms.of(spec), command, context);
  }

  private Outcome back(
      StepCommand command, Compose spec, StepContext context, ComposedVersions versions)
      throws StepFailure, InterruptedException {
    if (!versions.begun()) {
      return Outcome.succeeded(
          ComposedChange.evidence(versions, Switched.NOTHING),
          List.of(
              CheckResult.of(
                  "the version before is in service",
                  "as before",
                  "nothing had been switched",
                  true)));
    }
    Map<String, String> before = versions.before();
    List<String> added = new ArrayList<>(versions.services());
    added.removeAll(before.keySet());
    if (!added.isEmpty()) {
      versions.composition().remove(added, spec.version());
    }
    if (before.isEmpty()) {
      return stopped(versions);
    }
    boolean all = added.isEmpty() && Objects.requireNonNull(spec.services()).isEmpty();
    Collection<String> named = all ? List.of() : before.keySet();
    ComposedChange change =
        new ComposedChange(versions, versions.tagBefore(before), before.keySet(), named)
            .looked()
            .knownToHaveServed();
    // Which health path belongs to a service that is gone is not known.
    Terms terms = added.isEmpty() ? Terms.of(spec) : Terms.of(spec).withoutHealth();
    return switching.to(change, terms, command, context);
  }

  private static Outcome stopped(ComposedVersions versions)
      throws StepFailure, InterruptedException {
    Map<String, String> left = versions.running();
    CheckResult check =
        CheckResult.of(
            "nothing is in service, as before",
            "no container",
            left.isEmpty() ? "no container" : left.toString(),
            left.isEmpty());
    return Outcome.of(
        ComposedChange.evidence(versions, Switched.NOTHING),
        List.of(check),
        "Stop the containers by hand.");
  }
}

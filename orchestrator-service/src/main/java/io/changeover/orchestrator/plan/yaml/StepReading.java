package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Cause;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.plan.PlanStep;
import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.ResponseTime;
import io.changeover.contracts.step.SlowQueries;
import io.changeover.contracts.step.StepSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the steps and checks of a document; what cannot be read becomes findings. */
final class StepReading {
  private static final Set<Phase> ONE_BY_ONE =
      Set.of(Phase.BACKUP, Phase.MIGRATE, Phase.ROLLOUT, Phase.FINISH);

  private final Document document;
  private final Values values;
  private final Findings findings;

  StepReading(Document document, Values values, Findings findings) {
    this.document = document;
    this.values = values;
    this.findings = findings;
  }

  /** True for a kind that only looks, so that it can be repeated and left out without harm. */
  static boolean isCheck(Class<? extends StepSpec> kind) {
    DoneBy says = Kinds.of(kind);
    return says.check() && !says.changes();
  }

  /** The steps of a phase in the order of the file, each with its verify checks behind it. */
  List<Sketch> phase(Phase phase) {
    return steps("/" + phase.word(), phase);
  }

  /** The steps of a list. */
  List<Sketch> steps(String list, Phase phase) {
    List<Sketch> steps = new ArrayList<>();
    List<StepId> before = List.of();
    List<String> pointers = elements(list);
    for (String at : pointers) {
      List<Sketch> group = step(at, phase, ONE_BY_ONE.contains(phase) ? before : List.of());
      steps.addAll(group);
      if (!group.isEmpty()) {
        before = group.stream().map(Sketch::id).toList();
      }
    }
    return steps;
  }

  /** The checks below a pointer; those without an id are called by a prefix and their number. */
  List<Sketch> checks(String list, Phase phase, String prefix, @Nullable StepId verifies) {
    List<Sketch> checks = new ArrayList<>();
    int number = 0;
    for (String at : elements(list)) {
      number++;
      String standard = prefix + number;
      PlanFile.Check head = values.read(without(at), at, PlanFile.Check.class).orElse(null);
      boolean timed = isTimed(at);
      StepId id = id(at, standard);
      if (id != null) {
        checks.add(check(at, id, phase, timed ? head : null, verifies));
      }
    }
    return checks;
  }

  private @Nullable StepId id(String at, String standard) {
    return document.root().at(at + "/id").isMissingNode()
        ? values.id(standard, at)
        : values.knownId(at);
  }

  /** False, and told, for a timeout of nothing: nothing else that is wrong with a step hides it. */
  private boolean isTimed(String at) {
    String timeout = at + "/timeout";
    Optional<Duration> nothing =
        values.known(timeout, Duration.class).filter(each -> !each.isPositive());
    if (nothing.isEmpty()) {
      return true;
    }
    findings.add(
        document.valueAt(timeout),
        "wrong-value",
        "'timeout' is %s but must be longer than nothing.".formatted(nothing.get()),
        "For example: PT5M.");
    return false;
  }

  private Sketch check(
      String at, StepId id, Phase phase, PlanFile.@Nullable Check head, @Nullable StepId verifies) {
    String kind = kind(at);
    List<StepId> after = verifies == null ? List.of() : List.of(verifies);
    StepSpec spec = spec(at, kind).orElse(null);
    if (spec == null || head == null) {
      return new Sketch(at, id, phase, kind, after, spec, null);
    }
    PlanStep step =
        values
            .build(
                at,
                () ->
                    new PlanStep(
                        id,
                        phase,
                        head.title() == null ? title(id, spec) : head.title(),
                        spec,
                        head.timeout() == null ? spec.usualTimeout() : head.timeout(),
                        head.expected(),
                        after,
                        Objects.requireNonNullElse(head.severity(), Severity.MAJOR),
                        head.failureMeans() == null ? cause(phase, spec) : head.failureMeans(),
                        1,
                        verifies))
            .orElse(null);
    return new Sketch(at, id, phase, kind, after, spec, step);
  }

  private List<Sketch> step(String at, Phase phase, List<StepId> before) {
    Optional<PlanFile.Step> head = values.read(without(at), at, PlanFile.Step.class);
    boolean timed = isTimed(at);
    String kind = kind(at);
    StepSpec spec = spec(at, kind).orElse(null);
    StepId id = head.map(PlanFile.Step::id).orElseGet(() -> values.knownId(at));
    if (id == null) {
      return List.of();
    }
    List<Sketch> group = new ArrayList<>();
    List<StepId> after = values.knownIds(at + "/after").orElse(before);
    PlanStep step =
        head.isEmpty() || spec == null || !timed
            ? null
            : values.build(at, () -> planStep(head.get(), phase, spec, after)).orElse(null);
    group.add(new Sketch(at, id, phase, kind, after, spec, step));
    group.addAll(checks(at + "/verify", phase, id + ".verify-", id));
    return group;
  }

  private static PlanStep planStep(
      PlanFile.Step head, Phase phase, StepSpec spec, List<StepId> after) {
    Duration timeout = head.timeout();
    return new PlanStep(
        head.id(),
        phase,
        head.title() == null ? title(head.id(), spec) : head.title(),
        spec,
        timeout == null ? spec.usualTimeout() : timeout,
        head.expected(),
        after,
        Objects.requireNonNullElse(head.severity(), Severity.MAJOR),
        head.failureMeans() == null ? cause(phase, spec) : head.failureMeans(),
        Objects.requireNonNullElse(head.attempts(), 1),
        null);
  }

  /** What the step does; empty when that cannot be read. */
  private Optional<StepSpec> spec(String at, @Nullable String kind) {
    return kind != null && document.root().at(at) instanceof ObjectNode step
        ? values.spec(step, kind, at)
        : Optional.empty();
  }

  /** The word for what the step does; null, and told, when there is none or more than one. */
  private @Nullable String kind(String at) {
    if (!(document.root().at(at) instanceof ObjectNode step)) {
      return null;
    }
    List<String> kinds = step.propertyNames().stream().filter(Kinds.BY_WORD::containsKey).toList();
    if (kinds.size() > 1) {
      findings.add(
          document.keyAt(Document.member(at, kinds.get(1))),
          "several-kinds",
          "A step does one thing, but here stand %s.".formatted(String.join(" and ", kinds)),
          "Make a step of each.");
      return null;
    }
    if (kinds.isEmpty()) {
      tellMissingKind(step, at);
      return null;
    }
    return kinds.getFirst();
  }

  private void tellMissingKind(ObjectNode step, String at) {
    boolean misspelt = step.propertyNames().stream().anyMatch(key -> !values.isCommonKey(key));
    if (!misspelt) {
      findings.add(
          document.valueAt(at),
          "missing-kind",
          "This step does not say what it does.",
          "Add one of: " + Nearest.listed(Kinds.BY_WORD.keySet()) + ".");
    }
  }

  /** The keys of a step besides its kind and its checks. */
  private JsonNode without(String at) {
    if (document.root().at(at) instanceof ObjectNode step) {
      ObjectNode head = step.deepCopy();
      head.remove(step.propertyNames().stream().filter(key -> !values.isHeadKey(key)).toList());
      return head;
    }
    return document.root().at(at);
  }

  private List<String> elements(String list) {
    List<String> pointers = new ArrayList<>();
    JsonNode node = document.root().at(list);
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers.add(Document.element(list, i));
    }
    return pointers;
  }

  private static Cause cause(Phase phase, StepSpec spec) {
    return switch (phase) {
      case PREFLIGHT, REHEARSE, APPROVE, BACKUP -> Cause.PREPARATION_FAILED;
      case MIGRATE -> Cause.MIGRATION_FAILED;
      case ROLLOUT -> Cause.ROLLOUT_FAILED;
      case VALIDATE, WATCH ->
          spec instanceof ResponseTime || spec instanceof SlowQueries
              ? Cause.PERFORMANCE
              : Cause.VALIDATION_FAILED;
      case FINISH, SIGN_OFF -> Cause.VALIDATION_FAILED;
    };
  }

  private static String title(StepId id, StepSpec spec) {
    String words = id.value().replace('-', ' ').replace(".", ": ");
    return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + words.substring(1)
        + " ("
        + spec.kind().replace('-', ' ')
        + ")";
  }
}

package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.DoneBy;
import io.changeover.contracts.step.StepSpec;
import io.changeover.orchestrator.registry.Registry;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Targets and workspaces: declared, registered, and of the right sort. */
final class TargetChecks {
  private TargetChecks() {}

  static void somebodyIsThere(Draft draft, Findings findings) {
    if (draft.known().specialists().isEmpty()) {
      findings.add(
          draft.document().keyAt("/targets"),
          "nobody-announced",
          "No specialist has announced itself yet, so nobody could do these steps.",
          "Start the services, and see that they reach Kafka.");
    }
  }

  static void specialistsAreThere(Draft draft, Findings findings) {
    Set<Specialist> told = new HashSet<>();
    Set<String> there = draft.known().specialists();
    specs(draft)
        .forEach(each -> {
          Specialist needed = spec(each).doneBy();
          if (there.isEmpty()
              || needed == Specialist.ORCHESTRATOR
              || there.contains(needed.word())
              || !told.add(needed)) {
            return;
          }
          findings.add(
              draft.document().keyAt(kindOf(each)),
              "no-specialist",
              "The %s service, which does this, has not announced itself.".formatted(needed),
              "Start it, and see that it reaches Kafka.");
        });
  }

  static void aliasesAreDeclared(Draft draft, Findings findings) {
    Set<String> declared =
        declared(draft).keySet().stream().map(TargetAlias::value).collect(Collectors.toSet());
    draft
        .all()
        .flatMap(each -> Named.targets(each, draft.document()))
        .filter(each -> !declared.contains(each.name()))
        .forEach(each ->
            findings.add(
                draft.document().valueAt(each.at()),
                "unknown-target",
                "The plan has no target '%s'.".formatted(each.name()),
                Nearest.hint(each.name(), declared, "Its targets are")));
  }

  static void targetsAreRegistered(Draft draft, Findings findings) {
    Set<String> known =
        java.util.stream.Stream.concat(
                draft.known().databases().stream(), draft.known().applications().stream())
            .map(TargetName::value)
            .collect(Collectors.toSet());
    if (draft.known().specialists().isEmpty()) {
      return;
    }
    declared(draft)
        .forEach((alias, name) -> {
          if (!known.contains(name.value())) {
            findings.add(
                draft.document().valueAt(Document.member("/targets", alias.value())),
                "unregistered-target",
                "No service has registered a database or an application '%s'.".formatted(name),
                Nearest.hint(name.value(), known, "Registered are"));
          }
        });
  }

  static void targetsAreOfTheRightSort(Draft draft, Findings findings) {
    Map<TargetAlias, TargetName> declared = declared(draft);
    draft
        .all()
        .forEach(each ->
            Named.targets(each, draft.document())
                .filter(named -> declared.containsKey(new TargetAlias(named.name())))
                .forEach(named -> sort(draft, each, named, declared, findings)));
  }

  private static void sort(
      Draft draft,
      Sketch each,
      Named named,
      Map<TargetAlias, TargetName> declared,
      Findings findings) {
    String kind = Objects.requireNonNull(each.kind());
    boolean application = needsApplication(kind);
    TargetName name = Objects.requireNonNull(declared.get(new TargetAlias(named.name())));
    boolean isDatabase = draft.known().databases().contains(name);
    boolean isApplication = draft.known().applications().contains(name);
    if (isDatabase == isApplication || application == isApplication) {
      return;
    }
    findings.add(
        draft.document().valueAt(named.at()),
        "wrong-target",
        "'%s' needs %s, but '%s' is %s."
            .formatted(
                kind,
                application ? "an application" : "a database",
                named.name(),
                isDatabase ? "a database" : "an application"),
        fitting(draft, application, declared));
  }

  private static String fitting(
      Draft draft, boolean application, Map<TargetAlias, TargetName> declared) {
    Set<TargetName> known = application ? draft.known().applications() : draft.known().databases();
    return "Of these the plan has: %s."
        .formatted(
            Nearest.listed(
                declared.entrySet().stream()
                    .filter(each -> known.contains(each.getValue()))
                    .map(each -> each.getKey().value())
                    .toList()));
  }

  private static boolean needsApplication(String kind) {
    DoneBy says = Kinds.of(kind);
    return says != null && says.targets() == DoneBy.Sort.APPLICATION;
  }

  static void workspacesAreRegistered(Draft draft, Findings findings) {
    Set<String> known =
        draft.known().workspaces().stream().map(WorkspaceName::value).collect(Collectors.toSet());
    if (draft.known().specialists().isEmpty()) {
      return;
    }
    draft
        .all()
        .flatMap(each -> Named.workspaces(each, draft.document()))
        .filter(each -> !known.contains(each.name()))
        .forEach(each ->
            findings.add(
                draft.document().valueAt(each.at()),
                "unregistered-workspace",
                "No service has registered a workspace '%s'.".formatted(each.name()),
                Nearest.hint(each.name(), known, "Registered are")));
  }

  /** That another service knows a name does not help the one that does the step. */
  static void whoDoesItHasRegistered(Draft draft, Findings findings) {
    Map<TargetAlias, TargetName> declared = declared(draft);
    draft
        .all()
        .forEach(each -> {
          Named.targets(each, draft.document())
              .forEach(named -> {
                TargetName name = declared.get(new TargetAlias(named.name()));
                if (name != null) {
                  registered(draft, each, named, name, Registry.Reach::targets, findings);
                }
              });
          Named.workspaces(each, draft.document())
              .forEach(named -> {
                WorkspaceName name = new WorkspaceName(named.name());
                registered(draft, each, named, name, Registry.Reach::workspaces, findings);
              });
        });
  }

  private static <T> void registered(
      Draft draft,
      Sketch each,
      Named named,
      T name,
      Function<Registry.Reach, Set<T>> names,
      Findings findings) {
    Specialist doer = Objects.requireNonNull(Kinds.of(each.kind())).value();
    Map<String, Registry.Reach> reach = draft.known().reach();
    Registry.Reach own = reach.get(doer.word());
    if (own == null
        || names.apply(own).contains(name)
        || reach.values().stream().noneMatch(one -> names.apply(one).contains(name))) {
      return;
    }
    findings.add(
        draft.document().valueAt(named.at()),
        name instanceof WorkspaceName ? "unregistered-workspace" : "unregistered-target",
        "The %s service, which does this, has not registered '%s'.".formatted(doer, name),
        "Register it there too. Registered there are: %s."
            .formatted(Nearest.listed(names.apply(own).stream().map(Object::toString).toList())));
  }

  private static java.util.stream.Stream<Sketch> specs(Draft draft) {
    return draft.all().filter(each -> each.spec() != null);
  }

  private static StepSpec spec(Sketch sketch) {
    return Objects.requireNonNull(sketch.spec());
  }

  private static String kindOf(Sketch sketch) {
    return Document.member(sketch.at(), spec(sketch).kind());
  }

  /** What can be read of the targets, whatever the rest of the plan is like. */
  private static Map<TargetAlias, TargetName> declared(Draft draft) {
    Map<TargetAlias, TargetName> declared = new TreeMap<>();
    draft
        .document()
        .root()
        .path("targets")
        .properties()
        .forEach(each -> {
          String name = each.getValue().asString("");
          if (each.getKey().matches(TargetAlias.PATTERN) && name.matches(TargetName.PATTERN)) {
            declared.put(new TargetAlias(each.getKey()), new TargetName(name));
          }
        });
    return declared;
  }
}

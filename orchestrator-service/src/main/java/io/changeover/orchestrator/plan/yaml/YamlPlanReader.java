package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Phase;
import io.changeover.orchestrator.plan.PlanReader;
import io.changeover.orchestrator.plan.PlanReading;
import io.changeover.orchestrator.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads plans in four steps, each of which goes on as far as it can: the text into a tree with
 * places, the parameters into the tree, the tree against the JSON Schema, and its parts into the
 * records of the contracts, which are then checked as a whole. Thread-safe.
 */
final class YamlPlanReader implements PlanReader {
  private static final List<Phase> WITH_STEPS =
      List.of(
          Phase.PREFLIGHT,
          Phase.BACKUP,
          Phase.MIGRATE,
          Phase.ROLLOUT,
          Phase.VALIDATE,
          Phase.FINISH);

  private static final List<MeaningCheck> CHECKS =
      List.of(
          OrderChecks::idsAreUnique,
          OrderChecks::idsAreFree,
          OrderChecks::afterExists,
          OrderChecks::noCycles,
          TargetChecks::somebodyIsThere,
          TargetChecks::specialistsAreThere,
          TargetChecks::aliasesAreDeclared,
          TargetChecks::targetsAreRegistered,
          TargetChecks::targetsAreOfTheRightSort,
          TargetChecks::workspacesAreRegistered,
          TargetChecks::whoDoesItHasRegistered,
          SafetyChecks::changesStandInTheirPhase,
          CommandChecks::changesStandInTheirPhase,
          CommandChecks::otherPhasesAreLedBack,
          SafetyChecks::migrationsHaveBackups,
          RehearsalChecks::levelsCanBeTried,
          RehearsalChecks::namedLevelsAreTried,
          RehearsalChecks::migrationCanBeTried,
          RehearsalChecks::checksCanBeTried,
          RehearsalChecks::idsAreFree,
          EvidenceChecks::evidenceIsThere,
          SafetyChecks::windowsFollowEachOther,
          SafetyChecks::rulesSayWhenTheyHold,
          PeopleChecks::waiversAreAgreedTo,
          PeopleChecks::rolesAreNamedOnce,
          PeopleChecks::addressesAreAddresses);

  private final Structure structure;

  YamlPlanReader(Structure structure) {
    this.structure = structure;
  }

  @Override
  public PlanReading read(
      String file, String yaml, Map<String, String> parameters, Registry.Known known) {
    Findings findings = new Findings(file);
    Optional<Document> document = Composing.read(yaml, findings);
    if (document.isEmpty()) {
      return new PlanReading.Refused(findings.inOrder());
    }
    Draft draft = draft(Parameters.fill(document.get(), parameters, findings), known, findings);
    CHECKS.forEach(check -> check.check(draft, findings));
    return findings.any()
        ? new PlanReading.Refused(findings.inOrder())
        : new PlanReading.Understood(Assembly.plan(draft));
  }

  private Draft draft(Document document, Registry.Known known, Findings findings) {
    Set<String> broken = structure.check(document, findings);
    Values values = new Values(document, broken, findings);
    Head head = Head.read(document, values);
    StepReading reading = new StepReading(document, values, findings);
    List<Sketch> steps = new ArrayList<>();
    WITH_STEPS.forEach(phase -> steps.addAll(reading.phase(phase)));
    List<List<Sketch>> windows = new ArrayList<>();
    for (int i = 0; i < head.windows().size(); i++) {
      String name = Assembly.windowName(head.windows().get(i), i);
      windows.add(
          reading.checks(
              Document.element("/watch", i) + "/checks", Phase.WATCH, name + ".check-", null));
    }
    List<Sketch> verifications =
        reading.checks("/rollback/verify", Phase.VALIDATE, "rollback.verify-", null);
    List<Sketch> rehearsed = reading.steps("/rehearse/checks", Phase.REHEARSE);
    return new Draft(
        document,
        head,
        Assembly.behindVerifications(steps),
        windows,
        verifications,
        rehearsed,
        known);
  }
}

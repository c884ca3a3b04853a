package io.changeover.validation.postgres;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.StepId;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.SlowQueries;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Looks for slow statements: those that run now, and those that pg_stat_statements has found slow
 * on average where it is there and may be read.
 */
@Component
final class SlowQueriesCheck implements StepHandler<SlowQueries> {
  private final ReadOnlyDatabase database;

  SlowQueriesCheck(ReadOnlyDatabase database) {
    this.database = database;
  }

  @Override
  public Class<SlowQueries> kind() {
    return SlowQueries.class;
  }

  @Override
  public Outcome handle(StepCommand command, SlowQueries spec, StepContext context)
      throws StepFailure, InterruptedException {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(
        check(
            command,
            spec,
            "statements running for long",
            database.ask(
                command,
                spec.target(),
                context,
                connection -> SlowStatements.running(connection, spec.over()))));
    Optional<CountedStatements> counted =
        database.ask(command, spec.target(), context, CountedStatements::in);
    checks.add(
        counted
            .map(statements -> onAverage(command, spec, statements))
            .orElseGet(() -> notCounted(command)));
    Evidence costs =
        counted
            .filter(_ -> spec.baseline() == null)
            .<Evidence>map(CountedStatements::costs)
            .orElseGet(Evidence.None::new);
    return Outcome.of(
        costs, checks, "Look at the plans of these statements (EXPLAIN), and at missing indexes.");
  }

  private static CheckResult onAverage(
      StepCommand command, SlowQueries spec, CountedStatements counted) {
    StepId baseline = spec.baseline();
    if (baseline != null
        && command.evidence().get(baseline) instanceof Evidence.StatementCosts before
        && counted.goOnFrom(before)) {
      return check(
          command,
          spec,
          "statements slow on average since " + baseline,
          SlowStatements.onAverage(counted.since(before), spec.over()));
    }
    return check(
        command,
        spec,
        "statements slow on average since they are counted",
        SlowStatements.onAverage(counted.all(), spec.over()));
  }

  /** Without it, a reader could not tell what was not slow from what nobody looked at. */
  private static CheckResult notCounted(StepCommand command) {
    return CheckResult.of(
        "statements slow on average",
        "counted by pg_stat_statements, where it is there",
        "not counted here; only what runs now was seen",
        command.severity(),
        true);
  }

  private static CheckResult check(
      StepCommand command, SlowQueries spec, String name, SlowStatements found) {
    return CheckResult.of(
        name,
        "at most %d over %d ms".formatted(filled(spec.atMost()), spec.over().toMillis()),
        found.toString(),
        command.severity(),
        found.count() <= filled(spec.atMost()));
  }
}

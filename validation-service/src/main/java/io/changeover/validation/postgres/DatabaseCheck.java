package io.changeover.validation.postgres;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Database;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Looks whether a database answers with its registered credentials, and how it is. */
@Component
final class DatabaseCheck implements StepHandler<Database> {
  private static final String WHAT_TO_DO =
      "See that the server runs and that the registered user name and password are right, and retry.";

  private final ReadOnlyDatabase database;

  DatabaseCheck(ReadOnlyDatabase database) {
    this.database = database;
  }

  @Override
  public Class<Database> kind() {
    return Database.class;
  }

  @Override
  public Outcome handle(StepCommand command, Database spec, StepContext context)
      throws StepFailure, InterruptedException {
    try {
      ServerFigures server = database.ask(command, spec.target(), context, ServerFigures::of);
      return Outcome.ofChecks(checks(command, spec, server), WHAT_TO_DO);
    } catch (StepFailure failure) {
      if (failure.reason().code() != FailureCode.TARGET_UNREACHABLE) {
        throw failure;
      }
      return Outcome.ofChecks(List.of(answers(command, why(failure), false)), WHAT_TO_DO);
    }
  }

  private static String why(StepFailure failure) {
    String state =
        failure.getCause() instanceof SQLException refused ? refused.getSQLState() : null;
    String kind =
        switch (state == null ? "" : state) {
          case "28P01" -> "the password is wrong: ";
          case "28000" -> "the user may not log in: ";
          case "3D000" -> "there is no such database: ";
          case "53300" -> "the server has no connection left: ";
          default -> "";
        };
    return kind + failure.reason().message();
  }

  private static CheckResult answers(StepCommand command, String actual, boolean answered) {
    return CheckResult.of(
        "database answers",
        "yes, with its registered credentials",
        actual,
        command.severity(),
        answered);
  }

  private static List<CheckResult> checks(
      StepCommand command, Database spec, ServerFigures server) {
    List<CheckResult> checks = new ArrayList<>();
    checks.add(answers(command, "yes, %s %s".formatted(server.product(), server.version()), true));
    if (spec.versionAtLeast() != null) {
      checks.add(version(command, spec.versionAtLeast(), server));
    }
    if (spec.connectionsBelowPercent() != null) {
      checks.add(connections(command, spec.connectionsBelowPercent(), server));
    }
    if (spec.cacheHitAtLeastPercent() != null) {
      checks.add(cacheHits(command, spec.cacheHitAtLeastPercent(), server));
    }
    return checks;
  }

  private static CheckResult version(StepCommand command, String atLeast, ServerFigures server) {
    return CheckResult.of(
        "server version",
        "at least " + atLeast,
        server.version(),
        command.severity(),
        server.isAtLeast(atLeast));
  }

  private static CheckResult connections(
      StepCommand command, int belowPercent, ServerFigures server) {
    double percent = server.connectionsPercent();
    return CheckResult.of(
        "connections in use",
        "below %d %%".formatted(belowPercent),
        String.format(
            Locale.ROOT,
            "%.1f %% (%d of %d)",
            percent,
            server.connections(),
            server.maxConnections()),
        command.severity(),
        percent < belowPercent);
  }

  private static CheckResult cacheHits(
      StepCommand command, int atLeastPercent, ServerFigures server) {
    Double ratio = server.cacheHitPercent();
    String actual =
        ratio == null ? "nothing was read yet" : String.format(Locale.ROOT, "%.1f %%", ratio);
    return CheckResult.of(
        "buffer cache hits",
        "at least %d %%".formatted(atLeastPercent),
        actual,
        command.severity(),
        ratio == null || ratio >= atLeastPercent);
  }
}

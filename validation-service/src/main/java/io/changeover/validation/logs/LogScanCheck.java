package io.changeover.validation.logs;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.LogScan;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import io.changeover.kit.text.BudgetedText;
import io.changeover.kit.text.BudgetedText.Budget;
import io.changeover.validation.ValidationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Looks for lines in the log file of an installation. */
@Component
final class LogScanCheck implements StepHandler<LogScan> {
  private static final String WHAT_TO_DO = "Read the log around these lines.";

  private final Applications applications;
  private final Secrets secrets;
  private final ValidationSettings settings;

  LogScanCheck(Applications applications, Secrets secrets, ValidationSettings settings) {
    this.applications = applications;
    this.secrets = secrets;
    this.settings = settings;
  }

  @Override
  public Class<LogScan> kind() {
    return LogScan.class;
  }

  @Override
  public Outcome handle(StepCommand command, LogScan spec, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    Path log = log(command, spec);
    if (!Files.isRegularFile(log)) {
      return Outcome.ofChecks(
          List.of(result(command, spec, "there is no file " + log, false)),
          "See where the installation writes its log, and register that file.");
    }
    MatchingLines found = scan(log, spec, context);
    boolean few = found.count() <= filled(spec.atMost());
    return Outcome.ofChecks(
        List.of(result(command, spec, found.describedWith(secrets::blackOut), few)), WHAT_TO_DO);
  }

  private Path log(StepCommand command, LogScan spec) throws StepFailure {
    Path log = applications.get(command.target(spec.target())).installation(spec.instance()).log();
    if (log == null) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The %s installation's registration names no log.".formatted(spec.instance()),
          "Set log of the installation in this service's changeover.applications.");
    }
    return log;
  }

  private MatchingLines scan(Path log, LogScan spec, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    Pattern pattern = Pattern.compile(spec.pattern());
    Budget budget = new Budget(settings.patternBudget());
    MatchingLines found = new MatchingLines();
    try (LogTail tail = new LogTail(log, filled(spec.last()).bytes())) {
      for (String line = tail.next(); line != null; line = tail.next()) {
        context.throwIfStopped();
        if (pattern.matcher(new BudgetedText(line, budget)).find()) {
          found.add(line);
        }
      }
      return found;
    } catch (BudgetedText.Spent | StackOverflowError tooMuch) {
      context.throwIfStopped();
      throw new StepFailure(
          FailureCode.REFUSED,
          "The pattern needs too much time or depth on this log: " + spec.pattern(),
          "Write it without repetitions inside repetitions, such as (a+)+.");
    }
  }

  private static CheckResult result(
      StepCommand command, LogScan spec, String actual, boolean asExpected) {
    return CheckResult.of(
        "log of %s: %s".formatted(spec.instance(), spec.pattern()),
        "at most %d lines in the last %s".formatted(filled(spec.atMost()), filled(spec.last())),
        actual,
        command.severity(),
        asExpected);
  }
}

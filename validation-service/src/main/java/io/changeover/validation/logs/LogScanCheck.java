package io.changeover.validation.logs;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Evidence;
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
import io.changeover.validation.logs.RotatedLogs.Part;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Looks for lines in the log file of an installation: in its end, or in what was written since an
 * earlier look.
 */
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
    String sought = spec.pattern();
    if (sought == null) {
      return Outcome.succeeded(LogPositions.of(log));
    }
    Evidence noted = LogPositions.of(log);
    if (!Files.isRegularFile(log)) {
      String missing = "there is no file " + log;
      return Outcome.of(
          noted,
          List.of(result(command, spec, "the log", missing, false)),
          "See where the installation writes its log, and register that file.");
    }
    LogRange range = LogRange.of(command, spec, log);
    MatchingLines found = scan(log, range, Pattern.compile(sought), context);
    boolean few = found.count() <= filled(spec.atMost());
    CheckResult check =
        result(command, spec, range.described(), found.describedWith(secrets::blackOut), few);
    return Outcome.of(noted, List.of(check), WHAT_TO_DO);
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

  private MatchingLines scan(Path log, LogRange range, Pattern pattern, StepContext context)
      throws StepFailure, IOException, InterruptedException {
    Budget budget = new Budget(settings.patternBudget());
    MatchingLines found = new MatchingLines();
    try {
      for (Part part : range.parts()) {
        try {
          scan(part, range.last(), new Sought(pattern, budget, context), found);
        } catch (NoSuchFileException | AccessDeniedException goneOrClosed) {
          RotatedLogs.throwIfOf(log, part.file(), goneOrClosed);
          found.missAPart();
        }
      }
      return found;
    } catch (BudgetedText.Spent | StackOverflowError tooMuch) {
      context.throwIfStopped();
      throw new StepFailure(
          FailureCode.REFUSED,
          "The pattern needs too much time or depth on this log: " + pattern,
          "Write it without repetitions inside repetitions, such as (a+)+.");
    }
  }

  private static void scan(Part part, long last, Sought sought, MatchingLines found)
      throws StepFailure, IOException, InterruptedException {
    try (LogTail tail = new LogTail(part.file(), part.from(), last)) {
      for (String line = tail.next(); line != null; line = tail.next()) {
        sought.context().throwIfStopped();
        if (sought.pattern().matcher(new BudgetedText(line, sought.budget())).find()) {
          found.add(line);
        }
      }
    }
  }

  private record Sought(Pattern pattern, Budget budget, StepContext context) {}

  private static CheckResult result(
      StepCommand command, LogScan spec, String range, String actual, boolean asExpected) {
    return CheckResult.of(
        "log of %s: %s".formatted(spec.instance(), spec.pattern()),
        "at most %d lines in %s".formatted(filled(spec.atMost()), range),
        actual,
        command.severity(),
        asExpected);
  }
}

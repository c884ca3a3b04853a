package io.changeover.validation.network;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Smtp;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Talks to an application's mail server up to where a mail would begin. */
@Component
final class SmtpCheck implements StepHandler<Smtp> {
  private static final String WHAT_TO_DO =
      "See what the mail server's log says of this sender and this recipient.";

  /** No server has so many lines to say (RFC 5321 knows a few dozen keywords). */
  private static final int MOST_LINES = 100;

  private final Surrounded surrounded;

  SmtpCheck(Applications applications) {
    this.surrounded = new Surrounded(applications);
  }

  @Override
  public Class<Smtp> kind() {
    return Smtp.class;
  }

  @Override
  public Outcome handle(StepCommand command, Smtp spec, StepContext context)
      throws StepFailure, InterruptedException {
    InetSocketAddress server = surrounded.mailServer(command, spec.target());
    try (Line line = Line.open(server, context)) {
      return Outcome.ofChecks(dialogue(command, spec, line), WHAT_TO_DO);
    } catch (IOException silent) {
      context.throwIfStopped();
      return Surrounded.silence("mail server " + server, silent, command.severity());
    }
  }

  private static List<CheckResult> dialogue(StepCommand command, Smtp spec, Line line)
      throws IOException {
    List<CheckResult> checks = new ArrayList<>();
    List<String> words =
        List.of(
            "",
            "EHLO changeover.invalid",
            "MAIL FROM:<%s>".formatted(spec.from()),
            "RCPT TO:<%s>".formatted(spec.to()));
    for (String word : words) {
      List<String> answer = answer(line, word);
      checks.add(check(command, word.isEmpty() ? "greeting" : word, answer));
      if (word.startsWith("EHLO") && filled(spec.startTls())) {
        checks.add(startTls(command, answer));
      }
      if (checks.getLast().verdict() != Verdict.PASSED) {
        break;
      }
    }
    // Nobody gets a mail: what was begun is taken back.
    answer(line, "RSET");
    line.send("QUIT\r\n");
    return checks;
  }

  /** All lines of an answer; every one but the last has a hyphen after its code. */
  private static List<String> answer(Line line, String word) throws IOException {
    if (!word.isEmpty()) {
      line.send(word + "\r\n");
    }
    List<String> answer = new ArrayList<>();
    do {
      answer.add(line.next());
    } while (answer.getLast().matches("\\d{3}-.*") && answer.size() < MOST_LINES);
    return answer;
  }

  private static CheckResult check(StepCommand command, String name, List<String> answer) {
    String last = answer.getLast();
    return CheckResult.of(name, "2..", last, command.severity(), last.startsWith("2"));
  }

  private static CheckResult startTls(StepCommand command, List<String> answer) {
    boolean offered = answer.stream().anyMatch(each -> each.matches("(?i)250[ -]STARTTLS"));
    return CheckResult.of(
        "STARTTLS", "offered", offered ? "offered" : "not offered", command.severity(), offered);
  }
}

package io.changeover.notification.notice;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Direction;
import io.changeover.contracts.StepId;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.event.FailureDetected;
import io.changeover.contracts.event.HumanNeeded;
import io.changeover.contracts.event.PricedLevel;
import io.changeover.contracts.event.RollbackCompleted;
import io.changeover.contracts.event.RollbackDecided;
import io.changeover.contracts.event.StepFailed;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Retreat;
import io.changeover.notification.view.StepView;
import io.changeover.notification.view.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Failures and rollbacks. */
final class TroubleNotices {
  private static final int MOST_FINDINGS = 5;

  private TroubleNotices() {}

  static Optional<Notice> failed(DeploymentView view, StepFailed event) {
    if (event.direction() == Direction.PROBE) {
      return Optional.empty();
    }
    String headline =
        Wording.dotted(
            (event.direction() == Direction.BACK ? "Could not undo: " : "Failed: ")
                + title(view, event.step()),
            event.attempt() == 1 ? "" : "attempt " + event.attempt());
    List<String> lines = new ArrayList<>();
    lines.add(event.reason().message());
    event.checks().stream()
        .filter(check -> check.verdict() == Verdict.FAILED)
        .limit(MOST_FINDINGS)
        .map(TroubleNotices::finding)
        .forEach(lines::add);
    return Optional.of(
        Writing.notice(view, Tone.FAILED, headline, Writing.THREAD)
            .saying(lines)
            .next(
                event.willRetry()
                    ? List.of("It will be tried again.")
                    : Wording.lines(event.reason().whatToDo())));
  }

  private static String finding(CheckResult check) {
    return "• %s: expected %s, saw %s".formatted(check.name(), check.expected(), check.actual());
  }

  static Notice detected(DeploymentView view, FailureDetected event) {
    String where = event.step() == null ? "" : ": " + title(view, event.step());
    Notice notice =
        Writing.notice(
            view,
            Tone.FAILED,
            Wording.capital(event.cause().word().replace('-', ' ')) + where,
            Writing.EVERYWHERE);
    return notice
        .with(Writing.facts(view))
        .saying(what(view.trouble()))
        .next(List.of("Each way back is being looked at. Nothing to do yet."))
        .showing(PhaseLines.of(view));
  }

  private static List<String> what(@Nullable Trouble trouble) {
    List<String> lines = new ArrayList<>();
    if (trouble != null) {
      lines.add(trouble.what());
      trouble.findings().stream().map(finding -> "• " + finding).forEach(lines::add);
      if (!trouble.whatToDo().isBlank()) {
        lines.add("Where to look: " + trouble.whatToDo());
      }
    }
    return lines;
  }

  static Notice humanNeeded(DeploymentView view, HumanNeeded event) {
    return Writing.notice(view, Tone.ALARM, "A person must decide", Writing.EVERYWHERE)
        .with(Writing.facts(view))
        .saying(List.of(event.why()))
        .next(
            Stream.concat(
                    event.options().stream().map(option -> "• " + option),
                    Writing.contact(view).stream())
                .toList())
        .showing(PhaseLines.of(view));
  }

  static Notice decided(DeploymentView view, RollbackDecided event) {
    List<String> lines = new ArrayList<>();
    event.reasons().stream().map(reason -> "Why: " + reason).forEach(lines::add);
    event.prices().stream().map(TroubleNotices::price).forEach(lines::add);
    return Writing.notice(
            view, Tone.GOING_BACK, "Rolling back by " + event.level(), Writing.EVERYWHERE)
        .with(Writing.facts(view))
        .saying(lines)
        .next(
            List.of(
                "%s, one after the other. Nothing to do."
                    .formatted(Wording.count(event.moves().size(), "move"))))
        .showing(PhaseLines.of(view));
  }

  private static String price(PricedLevel price) {
    String costs =
        price.possible()
            ? "%s, about %s".formatted(loses(price.rowsLost()), Wording.duration(price.takes()))
            : "not possible";
    String remark = price.remark().isBlank() ? "" : " (%s)".formatted(price.remark());
    return "• %s: %s%s".formatted(Wording.capital(price.level().toString()), costs, remark);
  }

  private static String loses(@Nullable Long rows) {
    if (rows == null) {
      return "loses nobody knows how many rows";
    }
    return rows == 0 ? "loses nothing" : String.format(Locale.ROOT, "loses %,d rows", rows);
  }

  static Notice completed(DeploymentView view, RollbackCompleted event) {
    Retreat retreat = view.retreat();
    String took = retreat == null ? "" : Wording.between(retreat.startedAt(), retreat.endedAt());
    return Writing.notice(
            view,
            Tone.DONE,
            Wording.dotted("Back by %s, and verified".formatted(event.level()), took),
            Writing.THREAD)
        .saying(Wording.lines(event.summary()));
  }

  private static String title(DeploymentView view, StepId step) {
    return view.step(step).map(StepView::title).orElse(step.value());
  }
}

package io.changeover.validation.workspace;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Git;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Workspaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at a git checkout, without the network. */
@Component
final class GitCheck implements StepHandler<Git> {
  private static final int MOST_SHOWN = 5;

  private final Workspaces workspaces;

  GitCheck(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public Class<Git> kind() {
    return Git.class;
  }

  @Override
  public Outcome handle(StepCommand command, Git spec, StepContext context)
      throws StepFailure, InterruptedException {
    GitProgram git = new GitProgram(context.tools(), workspaces.get(spec.workspace()));
    List<CheckResult> checks = new ArrayList<>();
    Argument branch = spec.branch();
    if (branch != null) {
      checks.add(branch(command, branch.value(), git));
    }
    if (Boolean.TRUE.equals(spec.clean())) {
      checks.add(clean(command, git));
    }
    if (Boolean.TRUE.equals(spec.upToDate())) {
      checks.add(upToDate(command, git));
    }
    return Outcome.ofChecks(
        checks, "Bring the checkout to what the plan expects (git switch, git stash, git pull).");
  }

  private static CheckResult branch(StepCommand command, String wanted, GitProgram git)
      throws StepFailure, InterruptedException {
    String current = git.run("branch", "--show-current").strip();
    String actual = current.isEmpty() ? "no branch (detached)" : current;
    return CheckResult.of("git branch", wanted, actual, command.severity(), current.equals(wanted));
  }

  private static CheckResult clean(StepCommand command, GitProgram git)
      throws StepFailure, InterruptedException {
    List<String> changes = git.run("status", "--porcelain").lines().toList();
    return CheckResult.of(
        "git changes",
        "nothing changed or untracked",
        shown(changes),
        command.severity(),
        changes.isEmpty());
  }

  private static String shown(List<String> changes) {
    if (changes.isEmpty()) {
      return "nothing";
    }
    String beginning =
        String.join(", ", changes.stream().limit(MOST_SHOWN).map(String::strip).toList());
    return "%d changed or untracked: %s".formatted(changes.size(), beginning);
  }

  private static CheckResult upToDate(StepCommand command, GitProgram git)
      throws StepFailure, InterruptedException {
    Optional<String> behind = git.tryRunning("rev-list", "--count", "HEAD..@{upstream}");
    String actual =
        behind.map(count -> count.strip() + " commits").orElse("the branch has no upstream");
    return CheckResult.of(
        "git commits missing from the upstream, as last fetched",
        "0 commits",
        actual,
        command.severity(),
        behind.filter(count -> count.strip().equals("0")).isPresent());
  }
}

package io.changeover.validation.network;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Dns;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks for the addresses of an application's public name. */
@Component
final class DnsCheck implements StepHandler<Dns> {
  private static final String WHAT_TO_DO =
      "Correct the records at the name server, and wait until old ones have expired.";

  private final Surrounded surrounded;

  DnsCheck(Applications applications) {
    this.surrounded = new Surrounded(applications);
  }

  @Override
  public Class<Dns> kind() {
    return Dns.class;
  }

  @Override
  public Outcome handle(StepCommand command, Dns spec, StepContext context) throws StepFailure {
    Surroundings surroundings = surrounded.of(command, spec.target());
    SortedSet<String> wanted =
        filled(spec.addresses()).stream()
            .map(Argument::value)
            .collect(Collectors.toCollection(TreeSet::new));
    String expected = wanted.isEmpty() ? "an address" : String.join(", ", wanted);
    String name = "addresses of " + surroundings.publicUrl().getHost();
    try {
      SortedSet<String> found = NameLookup.addresses(surroundings);
      boolean asExpected = wanted.isEmpty() ? !found.isEmpty() : found.equals(wanted);
      String actual = found.isEmpty() ? "no such name" : String.join(", ", found);
      return outcome(CheckResult.of(name, expected, actual, command.severity(), asExpected));
    } catch (IOException silent) {
      String actual = "no answer of the name server: " + silent.getMessage();
      return outcome(CheckResult.of(name, expected, actual, command.severity(), false));
    }
  }

  private static Outcome outcome(CheckResult check) {
    return Outcome.ofChecks(List.of(check), WHAT_TO_DO);
  }
}

package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.plan.Plan;
import io.changeover.contracts.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/plan-reference.md are plans, and show every kind. */
class PlanReferenceTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml ([a-z]+)(?: (\\S+))?\n(.*?)```", Pattern.DOTALL);

  private static final String AROUND =
      """
      apiVersion: changeover/v1
      name: example
      version: "1.0"
      targets: {db: tracehub-db, app: tracehub-app}
      """;

  private static final String BACKUP = "backup:\n  - {id: dump, postgres-dump: {target: db}}\n";

  record Example(int line, String kind, String parameter, String yaml) {
    String plan() {
      return switch (kind) {
        case "plan" -> yaml;
        case "backup", "preflight" -> AROUND + phase();
        default -> AROUND + BACKUP + phase();
      };
    }

    private String phase() {
      return kind + ":\n" + yaml.indent(2);
    }

    Map<String, String> given() {
      String[] parts = parameter.split("=", -1);
      return parts.length == 2 ? Map.of(parts[0], parts[1]) : Map.of();
    }
  }

  static Stream<Example> examples() throws IOException {
    String text = Files.readString(Project.file("docs/plan-reference.md"));
    List<Example> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      String parameter = matcher.group(2) == null ? "" : matcher.group(2);
      int line = (int) text.substring(0, matcher.start()).lines().count();
      examples.add(new Example(line, matcher.group(1), parameter, matcher.group(3)));
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isAPlan(Example example) {
    assertThat(Reading.findings(example.plan(), example.given())).isEmpty();
  }

  @Test
  void everyKindIsShown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Example example : examples().toList()) {
      Plan plan = Reading.plan(example.plan(), example.given());
      plan.allSteps().map(step -> step.spec().kind()).forEach(shown::add);
    }
    assertThat(shown).containsAll(Kinds.BY_WORD.keySet());
    assertThat(StepSpec.class.getPermittedSubclasses()).hasSize(shown.size());
  }

  @Test
  void everyCodeOfTheBadPlansIsListed() throws IOException {
    String text = Files.readString(Project.file("docs/plan-reference.md"));
    Set<String> codes =
        BadPlans.read().plans().stream()
            .flatMap(bad -> bad.findings().lines())
            .map(line -> line.split(" ", -1)[1])
            .collect(Collectors.toSet());
    assertThat(codes).allSatisfy(code -> assertThat(text).contains("`" + code + "`"));
  }
}

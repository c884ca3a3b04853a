package io.changeover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled production code of every module keeps the house rules. */
class HouseRulesTest {
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter().importPaths(Repository.mainClasses());

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.check(PRODUCTION);
  }

  /** Without this, a module that was not compiled would pass every rule. */
  @Test
  void everyModuleIsLookedAt() {
    assertThat(Repository.mainClasses())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path).isDirectory());
    assertThat(Repository.mainSources()).isNotEmpty();
  }

  static Stream<ArchRule> rules() {
    return Stream.of(CallRules.all(), BoundaryRules.all(), ShapeRules.all()).flatMap(List::stream);
  }
}

package io.changeover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/** How a class is named and cut. */
final class ShapeRules {
  static final int MAX_COLLABORATORS = 6;

  /** Packages that hold one technology; a new one is added here. */
  static final Set<String> TECHNOLOGIES =
      Set.of(
          "alembic",
          "command",
          "docker",
          "email",
          "flyway",
          "git",
          "host",
          "http",
          "jdbc",
          "kafka",
          "linux",
          "mail",
          "micronaut",
          "mysql",
          "nginx",
          "openapi",
          "pgdump",
          "pgrestore",
          "postgres",
          "prisma",
          "railway",
          "rest",
          "slack",
          "smtp",
          "snakeyaml",
          "sse",
          "thymeleaf",
          "web",
          "yaml");

  private static final String CONFIGURATION =
      "org.springframework.context.annotation.Configuration";

  static final ArchRule NAMES_ARE_WORDS_OF_THE_DOMAIN =
      noClasses()
          .should()
          .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Impl|Manager|Helper|Helpers|Util|Utils))")
          .because("a word of the domain says more");

  static final ArchRule FEATURES_DO_NOT_KNOW_THEIR_TECHNOLOGY =
      classes()
          .that(describe("are not Spring wiring", type -> !isWiring(type)))
          .should(notDependOnOwnTechnology())
          .because("the port belongs to the feature and the adapter to the package below");

  static final ArchRule CONSTRUCTORS_TAKE_FEW_COLLABORATORS =
      constructors()
          .that()
          .areDeclaredInClassesThat(
              describe(
                  "are written as classes",
                  type ->
                      !type.isRecord()
                          && !type.isEnum()
                          && !type.isAnonymousClass()
                          && !type.isLocalClass()))
          .should(takeAtMost(MAX_COLLABORATORS));

  private ShapeRules() {}

  static List<ArchRule> all() {
    return List.of(
        NAMES_ARE_WORDS_OF_THE_DOMAIN,
        FEATURES_DO_NOT_KNOW_THEIR_TECHNOLOGY,
        CONSTRUCTORS_TAKE_FEW_COLLABORATORS);
  }

  /** A configuration class, with whatever the compiler puts into classes inside of it. */
  private static boolean isWiring(JavaClass type) {
    return type.isAnnotatedWith(CONFIGURATION)
        || type.isMetaAnnotatedWith(CONFIGURATION)
        || type.getEnclosingClass().filter(ShapeRules::isWiring).isPresent();
  }

  private static ArchCondition<JavaClass> notDependOnOwnTechnology() {
    return new ArchCondition<>("not depend on a technology package of their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> isTechnologyBelow(type.getPackageName(), dependency))
            .forEach(
                found -> events.add(SimpleConditionEvent.violated(type, found.getDescription())));
      }
    };
  }

  private static boolean isTechnologyBelow(String feature, Dependency dependency) {
    String target = dependency.getTargetClass().getPackageName();
    if (!target.startsWith(feature + ".")) {
      return false;
    }
    String firstBelow = target.substring(feature.length() + 1).split("\\.", 2)[0];
    return TECHNOLOGIES.contains(firstBelow);
  }

  private static ArchCondition<JavaConstructor> takeAtMost(int limit) {
    return new ArchCondition<>("take at most " + limit + " parameters") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        int taken = constructor.getRawParameterTypes().size();
        if (taken > limit) {
          events.add(
              SimpleConditionEvent.violated(
                  constructor, constructor.getFullName() + " takes " + taken + " parameters"));
        }
      }
    };
  }
}

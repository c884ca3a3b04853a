package io.changeover.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Which part may know which. */
final class BoundaryRules {
  static final List<String> SERVICES =
      List.of("orchestrator", "backup", "migration", "rollout", "validation", "notification");

  static final ArchRule CONTRACTS_KNOW_THE_JDK_AND_JACKSON =
      classes()
          .that()
          .resideInAPackage("io.changeover.contracts..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.changeover.contracts..",
              "java..",
              "tools.jackson..",
              "com.fasterxml.jackson.annotation..",
              "org.jspecify.annotations..")
          .because("everything that talks to a service carries them along");

  static final ArchRule CORE_KNOWS_THE_CONTRACTS =
      classes()
          .that()
          .resideInAPackage("io.changeover.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.changeover.core..",
              "io.changeover.contracts..",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..",
              "org.jspecify.annotations..")
          .because("it is pure: no I/O, no framework, not even JSON");

  static final ArchRule CORE_IS_REPEATABLE =
      noClasses()
          .that()
          .resideInAPackage("io.changeover.core..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Clock.class, Random.class, Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .because("time and identifiers come in as arguments, so that a replay gives the same");

  static final ArchRule THE_KIT_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("io.changeover.kit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("io.changeover.core.."),
                      SERVICES.stream().map(BoundaryRules::packageOf))
                  .toArray(String[]::new));

  static final ArchRule ONLY_THE_ORCHESTRATOR_DECIDES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.changeover.core..", "io.changeover.orchestrator..", "io.changeover.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.changeover.core..")
          .because("a specialist does what a command says and reports what happened");

  static final ArchRule THE_CLIENT_SPEAKS_HTTP =
      noClasses()
          .that()
          .resideInAPackage("io.changeover.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of(
                          "org.springframework..", "io.changeover.kit..", "io.changeover.core.."),
                      SERVICES.stream().map(BoundaryRules::packageOf))
                  .toArray(String[]::new));

  static final ArchRule TEST_SUPPORT_STAYS_OUT_OF_THE_SERVICES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.changeover.embedded..",
              "io.changeover.testsupport..",
              "io.changeover.standalone..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.changeover.embedded..", "io.changeover.testsupport..");

  private BoundaryRules() {}

  static List<ArchRule> all() {
    return Stream.concat(
            Stream.of(
                CONTRACTS_KNOW_THE_JDK_AND_JACKSON,
                CORE_KNOWS_THE_CONTRACTS,
                CORE_IS_REPEATABLE,
                THE_KIT_KNOWS_NO_SERVICE,
                ONLY_THE_ORCHESTRATOR_DECIDES,
                THE_CLIENT_SPEAKS_HTTP,
                TEST_SUPPORT_STAYS_OUT_OF_THE_SERVICES),
            SERVICES.stream().map(BoundaryRules::servicesTalkThroughKafka))
        .toList();
  }

  static ArchRule servicesTalkThroughKafka(String service) {
    return noClasses()
        .that()
        .resideInAPackage(packageOf(service))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(BoundaryRules::packageOf)
                .toArray(String[]::new))
        .because("the services talk to each other through Kafka only");
  }

  private static String packageOf(String service) {
    return "io.changeover." + service + "..";
  }
}

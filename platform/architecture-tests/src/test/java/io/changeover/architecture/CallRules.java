package io.changeover.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What production code does not call. */
final class CallRules {
  static final ArchRule THE_TIME_COMES_FROM_AN_INJECTED_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "reads the wall clock directly",
                  call ->
                      readsWallClock(call) && call.getTarget().getRawParameterTypes().isEmpty()))
          .orShould()
          .callConstructor(Date.class)
          .because("a test has to be able to set the time");

  static final ArchRule CHANCE_IS_SEEDED =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("a failing run has to be repeatable from its seed");

  static final ArchRule NOTHING_SLEEPS =
      noClasses()
          .should()
          .callMethodWhere(sleepOf(Thread.class).or(sleepOf(TimeUnit.class)))
          .because("waiting is for a condition with a time limit, or a timer");

  static final ArchRule CHILDREN_ARE_STARTED_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.changeover.kit.process..",
              "io.changeover.rollout.linux..",
              "io.changeover.embedded..",
              "io.changeover.standalone..",
              "io.changeover.cli..")
          .should()
          .callConstructorWhere(callOf(ProcessBuilder.class, JavaConstructor.CONSTRUCTOR_NAME))
          .orShould()
          .callMethodWhere(callOf(Runtime.class, "exec"))
          .because(
              "only there are process group, environment, secrets and output taken care of; the"
                  + " rollout starts what has to outlive it");

  private static final List<Class<?>> CLOCKS =
      List.of(
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class);

  private CallRules() {}

  static List<ArchRule> all() {
    return List.of(
        THE_TIME_COMES_FROM_AN_INJECTED_CLOCK,
        CHANCE_IS_SEEDED,
        NOTHING_SLEEPS,
        CHILDREN_ARE_STARTED_IN_ONE_PLACE);
  }

  private static boolean readsWallClock(JavaCall<?> call) {
    boolean now =
        call.getName().equals("now")
            && CLOCKS.stream().anyMatch(type -> call.getTargetOwner().isEquivalentTo(type));
    boolean millis =
        call.getName().equals("currentTimeMillis")
            && call.getTargetOwner().isEquivalentTo(System.class);
    boolean clock =
        call.getName().startsWith("system") && call.getTargetOwner().isEquivalentTo(Clock.class);
    return now || millis || (clock && !isWiring(call));
  }

  /** Somewhere the clock has to be made: in the Spring configuration, or where a program starts. */
  private static boolean isWiring(JavaCall<?> call) {
    var origin = call.getOriginOwner();
    return origin.isAnnotatedWith("org.springframework.context.annotation.Configuration")
        || origin.isMetaAnnotatedWith("org.springframework.context.annotation.Configuration")
        || origin
            .getPackageName()
            .matches("io\\.changeover\\.(cli|standalone|embedded|testsupport)\\b.*");
  }

  private static DescribedPredicate<JavaCall<?>> sleepOf(Class<?> type) {
    return callOf(type, "sleep");
  }

  private static DescribedPredicate<JavaCall<?>> callOf(Class<?> type, String method) {
    return describe(
        type.getSimpleName() + "." + method,
        call -> call.getName().equals(method) && call.getTargetOwner().isAssignableTo(type));
  }
}

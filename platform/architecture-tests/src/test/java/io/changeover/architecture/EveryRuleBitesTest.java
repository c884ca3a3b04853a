package io.changeover.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule, held against a class that breaks it. */
class EveryRuleBitesTest {

  @ParameterizedTest
  @MethodSource("violations")
  void bites(ArchRule rule, String type, String body, @TempDir Path classes) {
    compile(type, body, classes);

    var result = rule.evaluate(new ClassFileImporter().importPath(classes));

    assertThat(result.hasViolation()).as("%s is broken by %s { %s }", rule, type, body).isTrue();
  }

  static Stream<Arguments> violations() {
    return Stream.of(callViolations(), boundaryViolations(), shapeViolations()).flatMap(s -> s);
  }

  private static Stream<Arguments> callViolations() {
    return Stream.of(
        arguments(
            CallRules.THE_TIME_COMES_FROM_AN_INJECTED_CLOCK,
            "io.changeover.kit.Late",
            "Object now() { return java.time.Instant.now(); }"),
        arguments(
            CallRules.THE_TIME_COMES_FROM_AN_INJECTED_CLOCK,
            "io.changeover.kit.Late",
            "long now() { return System.currentTimeMillis(); }"),
        arguments(
            CallRules.THE_TIME_COMES_FROM_AN_INJECTED_CLOCK,
            "io.changeover.kit.Late",
            "Object now() { return java.time.Clock.systemUTC().instant(); }"),
        arguments(
            CallRules.CHANCE_IS_SEEDED,
            "io.changeover.kit.Dice",
            "Object roll() { return new java.util.Random(); }"),
        arguments(
            CallRules.NOTHING_SLEEPS,
            "io.changeover.kit.Lazy",
            "void nap() throws Exception { Thread.sleep(1); }"),
        arguments(
            CallRules.NOTHING_SLEEPS,
            "io.changeover.kit.Lazy",
            "void nap() throws Exception { java.util.concurrent.TimeUnit.DAYS.sleep(1); }"),
        arguments(
            CallRules.CHILDREN_ARE_STARTED_IN_ONE_PLACE,
            "io.changeover.backup.Parent",
            "Object start() { return new ProcessBuilder(\"ls\"); }"),
        arguments(
            CallRules.CHILDREN_ARE_STARTED_IN_ONE_PLACE,
            "io.changeover.backup.Parent",
            "Object start() throws Exception { return Runtime.getRuntime().exec(new String[0]); }"));
  }

  private static Stream<Arguments> boundaryViolations() {
    return Stream.of(
        arguments(
            BoundaryRules.CONTRACTS_KNOW_THE_JDK_AND_JACKSON,
            "io.changeover.contracts.Wide",
            "org.slf4j.Logger log;"),
        arguments(
            BoundaryRules.CORE_KNOWS_THE_CONTRACTS,
            "io.changeover.core.Impure",
            "java.nio.file.Path file;"),
        arguments(
            BoundaryRules.CORE_IS_REPEATABLE,
            "io.changeover.core.Impure",
            "java.time.Clock clock;"),
        arguments(
            BoundaryRules.CORE_IS_REPEATABLE,
            "io.changeover.core.Impure",
            "Object id() { return java.util.UUID.randomUUID(); }"),
        arguments(
            BoundaryRules.THE_KIT_KNOWS_NO_SERVICE,
            "io.changeover.kit.Nosy",
            "io.changeover.core.Decision decision;"),
        arguments(
            BoundaryRules.ONLY_THE_ORCHESTRATOR_DECIDES,
            "io.changeover.backup.Nosy",
            "io.changeover.core.Decision decision;"),
        arguments(
            BoundaryRules.THE_CLIENT_SPEAKS_HTTP,
            "io.changeover.cli.Nosy",
            "io.changeover.core.Decision decision;"),
        arguments(
            BoundaryRules.TEST_SUPPORT_STAYS_OUT_OF_THE_SERVICES,
            "io.changeover.backup.Nosy",
            "io.changeover.testsupport.SettableClock clock;"),
        arguments(
            BoundaryRules.servicesTalkThroughKafka("backup"),
            "io.changeover.backup.Nosy",
            "static class Inner extends io.changeover.rollout.Neighbour {}"));
  }

  private static Stream<Arguments> shapeViolations() {
    return Stream.of(
        arguments(ShapeRules.NAMES_ARE_WORDS_OF_THE_DOMAIN, "io.changeover.kit.ThingManager", ""),
        arguments(ShapeRules.NAMES_ARE_WORDS_OF_THE_DOMAIN, "io.changeover.kit.AbstractThing", ""),
        arguments(
            ShapeRules.NAMES_ARE_WORDS_OF_THE_DOMAIN,
            "io.changeover.kit.Thing",
            "static class DateUtils {}"),
        arguments(
            ShapeRules.FEATURES_DO_NOT_KNOW_THEIR_TECHNOLOGY,
            "io.changeover.backup.Dumping",
            "io.changeover.backup.kafka.Neighbour adapter;"),
        arguments(
            ShapeRules.CONSTRUCTORS_TAKE_FEW_COLLABORATORS,
            "io.changeover.kit.Busy",
            "Busy(int a, int b, int c, int d, int e, int f, int g) {}"));
  }

  /** Compiles the class, and with it the neighbours that it may refer to. */
  private static void compile(String type, String body, Path classes) {
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of("-d", classes.toString(), "-proc:none", "-nowarn"),
                null,
                List.of(
                    source(type, body),
                    source("io.changeover.rollout.Neighbour", ""),
                    source("io.changeover.backup.kafka.Neighbour", "")))
            .call();
    assertThat(compiled).as("%s { %s } compiles", type, body).isTrue();
  }

  private static JavaFileObject source(String type, String body) {
    int dot = type.lastIndexOf('.');
    String text =
        "package %s; public class %s { %s }"
            .formatted(type.substring(0, dot), type.substring(dot + 1), body);
    URI name = URI.create("string:///" + type.replace('.', '/') + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}

package io.changeover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the sources show, because the compiler drops it. */
class SourceRulesTest {
  private static final List<String> MOCKING_LIBRARIES =
      List.of(
          "import org.mockito",
          "import static org.mockito",
          "import org.easymock",
          "import io.mockk");

  @Test
  void noShellIsStarted() {
    assertThat(Repository.mainSources().stream().flatMap(file -> ShellCalls.in(file).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object run() { return List.of(\"sh\", \"-c\", \"ls\"); }",
        "Object run() { return new ProcessBuilder(\"/bin/bash\", \"-lc\", \"ls\"); }",
        "String[] run = {\"sh\", \"-c\", \"ls\"};",
        "String run = \"sh -c 'ls'\";"
      })
  void aShellIsFound(String member, @TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(directory.resolve("Shell.java"), "class Shell { " + member + " }");

    assertThat(ShellCalls.in(SourceFile.read(file))).hasSize(1);
  }

  @Test
  void aToolWithAnOptionOfThatNameIsNoShell(@TempDir Path directory) throws Exception {
    String member = "Object run() { return List.of(\"psql\", \"-c\", \"select 1\"); }";
    Path file = Files.writeString(directory.resolve("Tool.java"), "class Tool { " + member + " }");

    assertThat(ShellCalls.in(SourceFile.read(file))).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<Path> marked =
        Repository.mainSources().stream()
            .filter(file -> file.path().endsWith("package-info.java"))
            .filter(file -> file.lines().stream().anyMatch(line -> line.contains("@NullMarked")))
            .map(file -> file.path().getParent())
            .collect(Collectors.toSet());

    assertThat(Repository.mainSources())
        .extracting(file -> file.path().getParent())
        .as("packages whose package-info.java says @NullMarked")
        .isSubsetOf(marked);
  }

  @Test
  void nothingIsMocked() {
    Stream<Path> mocking =
        Stream.of(Repository.mainSources(), Repository.testSources())
            .flatMap(List::stream)
            .filter(file -> file.lines().stream().anyMatch(SourceRulesTest::importsMockingLibrary))
            .map(file -> Repository.relative(file.path()));

    assertThat(mocking).isEmpty();
  }

  private static boolean importsMockingLibrary(String line) {
    return MOCKING_LIBRARIES.stream().anyMatch(line::startsWith);
  }
}

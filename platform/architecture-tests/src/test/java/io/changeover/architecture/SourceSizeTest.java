package io.changeover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.architecture.SourceFile.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and methods stay short enough to be read at one go. */
class SourceSizeTest {
  private static final int MAX_FILE = 400;
  private static final int MAX_METHOD = 40;

  /** A pure transition switch is a table; it may be longer. */
  private static final int MAX_TRANSITION_TABLE = 70;

  private static final int MEDIAN_FILE = 40;
  private static final int P90_FILE = 120;
  private static final int P90_METHOD = 15;

  @Test
  void noFileIsTooLong() {
    assertThat(tooLongFiles(everyFile())).isEmpty();
  }

  @Test
  void noMethodIsTooLong() {
    assertThat(tooLongMethods(everyFile())).isEmpty();
  }

  @Test
  void mostProductionCodeIsMuchShorter() {
    List<SourceFile> files = Repository.mainSources();
    IntStream fileLengths = files.stream().mapToInt(SourceFile::codeLines);
    IntStream methodLengths =
        files.stream().flatMap(file -> file.methods().stream()).mapToInt(Method::codeLines);
    int[] sortedFiles = fileLengths.sorted().toArray();
    int[] sortedMethods = methodLengths.sorted().toArray();

    assertThat(at(sortedFiles, 0.5))
        .as("median of code lines per file")
        .isLessThanOrEqualTo(MEDIAN_FILE);
    assertThat(at(sortedFiles, 0.9)).as("p90 of code lines per file").isLessThanOrEqualTo(P90_FILE);
    assertThat(at(sortedMethods, 0.9))
        .as("p90 of code lines per method")
        .isLessThanOrEqualTo(P90_METHOD);
  }

  @Test
  void aLongFileIsNamed(@TempDir Path directory) throws Exception {
    String fields = lines(MAX_FILE, "  int field%d;");
    Path file = write(directory, "class Long {\n" + fields + "}\n");

    assertThat(tooLongFiles(List.of(SourceFile.read(file))))
        .singleElement()
        .asString()
        .contains("Long.java", "402 code lines");
  }

  @Test
  void aLongMethodIsNamed(@TempDir Path directory) throws Exception {
    String statements = lines(MAX_METHOD, "    int variable%d;");
    Path file = write(directory, "class Long {\n  void run() {\n" + statements + "  }\n}\n");

    assertThat(tooLongMethods(List.of(SourceFile.read(file))))
        .singleElement()
        .asString()
        .contains("Long.java:2", "run", "42 code lines");
  }

  @Test
  void aTransitionTableMayBeLonger(@TempDir Path directory) throws Exception {
    String head = "class Long {\n  int next(int state) {\n    return switch (state) {\n";
    String tail = "      default -> 0;\n    };\n  }\n}\n";
    Path fits = write(directory, head + lines(60, "      case %d -> 1;") + tail);
    assertThat(tooLongMethods(List.of(SourceFile.read(fits)))).isEmpty();

    Path tooLong = write(directory, head + lines(70, "      case %d -> 1;") + tail);
    assertThat(tooLongMethods(List.of(SourceFile.read(tooLong)))).hasSize(1);
  }

  private static List<String> tooLongFiles(List<SourceFile> files) {
    return files.stream()
        .filter(file -> file.codeLines() > MAX_FILE)
        .map(file -> "%s has %d code lines".formatted(shown(file), file.codeLines()))
        .toList();
  }

  private static List<String> tooLongMethods(List<SourceFile> files) {
    return files.stream().flatMap(SourceSizeTest::tooLongMethods).toList();
  }

  private static Stream<String> tooLongMethods(SourceFile file) {
    return file.methods().stream()
        .filter(method -> method.codeLines() > limitFor(method))
        .map(method ->
            "%s:%d: %s has %d code lines"
                .formatted(shown(file), method.line(), method.name(), method.codeLines()));
  }

  private static int limitFor(Method method) {
    return method.isOneSwitch() ? MAX_TRANSITION_TABLE : MAX_METHOD;
  }

  private static Path shown(SourceFile file) {
    return Repository.relative(file.path());
  }

  private static List<SourceFile> everyFile() {
    return Stream.of(Repository.mainSources(), Repository.testSources())
        .flatMap(List::stream)
        .toList();
  }

  private static int at(int[] sorted, double quantile) {
    return sorted[(int) Math.ceil(sorted.length * quantile) - 1];
  }

  private static String lines(int count, String pattern) {
    return IntStream.range(0, count)
        .mapToObj(pattern::formatted)
        .reduce("", (a, b) -> a + b + "\n");
  }

  private static Path write(Path directory, String text) throws Exception {
    return Files.writeString(directory.resolve("Long.java"), text);
  }
}

package io.changeover.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-out project: its modules, their sources and what was compiled from them. */
final class Repository {
  private static final Path ROOT = findRoot();

  private Repository() {}

  /** The production sources of every module. */
  static List<SourceFile> mainSources() {
    return Sources.MAIN;
  }

  /** The test sources of every module. */
  static List<SourceFile> testSources() {
    return Sources.TEST;
  }

  /** What the compiler made of the production sources: one directory for each module with any. */
  static List<Path> mainClasses() {
    return modules()
        .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
        .map(module -> module.resolve("target/classes"))
        .toList();
  }

  /** A path as a reader of the project writes it. */
  static Path relative(Path path) {
    return path.startsWith(ROOT) ? ROOT.relativize(path) : path;
  }

  /** Read once, when the first test asks. */
  private static final class Sources {
    static final List<SourceFile> MAIN = SourceFile.read(javaFiles("src/main/java"));
    static final List<SourceFile> TEST = SourceFile.read(javaFiles("src/test/java"));
  }

  private static List<Path> javaFiles(String directory) {
    return modules()
        .map(module -> module.resolve(directory))
        .filter(Files::isDirectory)
        .flatMap(Repository::javaFiles)
        .sorted()
        .toList();
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> modules() {
    return Stream.of(ROOT, ROOT.resolve("platform"))
        .flatMap(Repository::children)
        .filter(directory -> Files.exists(directory.resolve("pom.xml")));
  }

  private static Stream<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path findRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      directory = directory.getParent();
    }
    return directory;
  }
}

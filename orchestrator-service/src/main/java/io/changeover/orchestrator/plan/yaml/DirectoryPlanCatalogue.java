package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.PlanName;
import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code *.yaml} files of a directory, read anew each time, so that a changed file counts at
 * once. A plan is called what it says; a file that does not say so is called by its file name, so
 * that its findings can be seen. Of two files with one name the first in the order of file names
 * counts.
 */
final class DirectoryPlanCatalogue implements PlanCatalogue {
  /** How many files are looked at. */
  static final int MOST_FILES = 1_000;

  private final @Nullable Path directory;

  DirectoryPlanCatalogue(@Nullable Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Entry> entries() {
    if (directory == null || !Files.isDirectory(directory)) {
      return List.of();
    }
    Map<PlanName, Entry> byName = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".yaml"))
          .filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::getFileName))
          .limit(MOST_FILES)
          .flatMap(file -> entry(file).stream())
          .forEach(entry -> byName.putIfAbsent(entry.name(), entry));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(byName.values());
  }

  @Override
  public Optional<Entry> find(PlanName name) {
    return entries().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  private static Optional<Entry> entry(Path file) {
    try {
      String yaml = text(file);
      String fileName = file.getFileName().toString();
      Instant changedAt = Files.getLastModifiedTime(file).toInstant();
      return name(yaml, fileName).map(name -> new Entry(name, fileName, yaml, changedAt));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One byte more than allowed is enough for the reader to see that it is too large. */
  private static String text(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readNBytes(PlanReader.LARGEST + 1), StandardCharsets.UTF_8);
    }
  }

  private static Optional<PlanName> name(String yaml, String fileName) {
    String said =
        Composing.read(yaml, new Findings(fileName))
            .map(document -> document.root().path("name").asString(""))
            .orElse("");
    String standard = fileName.substring(0, fileName.length() - ".yaml".length());
    return Stream.of(said, standard)
        .filter(name -> name.matches(PlanName.PATTERN))
        .findFirst()
        .map(PlanName::new);
  }
}

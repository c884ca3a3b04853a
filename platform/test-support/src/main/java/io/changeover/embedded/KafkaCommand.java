package io.changeover.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line of a broker's JVM. */
final class KafkaCommand {
  /**
   * A small heap, and the quick compiler only: a broker of this size waits for the disk and the
   * network, and what a second compiler costs on two cores is missing elsewhere.
   */
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "--enable-native-access=ALL-UNNAMED",
          "-Dfile.encoding=UTF-8");

  private KafkaCommand() {}

  static List<String> of(Path directory, Path settings, List<String> cacheOptions) {
    List<Path> classPath = KafkaClassPath.entries();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(cacheOptions.isEmpty() ? KafkaStartupCache.use(classPath) : cacheOptions);
    command.add("-Dlogback.configurationFile=" + writeLogging(directory));
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(KafkaBroker.class.getName());
    command.add(settings.toString());
    return command;
  }

  /** Warnings only: Kafka tells all its settings at start, which takes time nobody gains from. */
  private static Path writeLogging(Path directory) {
    Path file = directory.resolve("logback.xml");
    String content =
        """
        <configuration>
          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d{ISO8601} %-5level %logger{0} %msg%n</pattern></encoder>
          </appender>
          <root level="WARN"><appender-ref ref="OUT"/></root>
        </configuration>
        """;
    try {
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot write " + file, e);
    }
  }
}

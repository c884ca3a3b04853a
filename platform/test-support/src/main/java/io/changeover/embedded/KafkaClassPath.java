package io.changeover.embedded;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The jars a broker needs, found through one class of each. That works wherever this JVM got them
 * from (a class path, a manifest, a {@code lib} folder), and keeps everything else out of the
 * child.
 */
final class KafkaClassPath {
  private static final List<String> ONE_OF_EACH =
      List.of(
          "kafka.server.KafkaRaftServer",
          "org.apache.kafka.clients.admin.Admin",
          "org.apache.kafka.server.common.MetadataVersion",
          "org.apache.kafka.coordinator.group.GroupCoordinator",
          "org.apache.kafka.coordinator.group.api.assignor.PartitionAssignor",
          "org.apache.kafka.coordinator.transaction.TransactionLogConfig",
          "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime",
          "org.apache.kafka.coordinator.share.ShareCoordinator",
          "org.apache.kafka.metadata.storage.Formatter",
          "org.apache.kafka.raft.RaftManager",
          "org.apache.kafka.server.log.remote.storage.RemoteStorageManager",
          "org.apache.kafka.storage.internals.log.UnifiedLog",
          "org.apache.kafka.server.config.AbstractKafkaConfig",
          "org.apache.kafka.tools.api.RecordReader",
          "scala.Option",
          "scala.reflect.api.Types",
          "com.typesafe.scalalogging.Logger",
          "com.fasterxml.jackson.databind.ObjectMapper",
          "com.fasterxml.jackson.core.JsonFactory",
          "com.fasterxml.jackson.annotation.JsonProperty",
          "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
          "com.fasterxml.jackson.dataformat.csv.CsvMapper",
          "com.fasterxml.jackson.dataformat.yaml.YAMLFactory",
          "org.yaml.snakeyaml.Yaml",
          "com.yammer.metrics.core.MetricsRegistry",
          "org.pcollections.HashPMap",
          "org.HdrHistogram.Histogram",
          "com.dynatrace.hash4j.hashing.Hashing",
          "com.github.benmanes.caffeine.cache.Caffeine",
          "net.sourceforge.argparse4j.ArgumentParsers",
          "joptsimple.OptionParser",
          "org.apache.commons.validator.routines.InetAddressValidator",
          "org.jose4j.jwt.JwtClaims",
          "com.google.re2j.Pattern",
          "com.github.luben.zstd.Zstd",
          "net.jpountz.lz4.LZ4Factory",
          "org.xerial.snappy.Snappy",
          "org.apache.logging.log4j.Logger",
          "org.apache.logging.slf4j.SLF4JProvider",
          "org.slf4j.Logger",
          "ch.qos.logback.classic.Logger",
          "ch.qos.logback.core.Appender",
          KafkaBroker.class.getName());

  private KafkaClassPath() {}

  static List<Path> entries() {
    Set<Path> entries = new LinkedHashSet<>();
    for (String name : ONE_OF_EACH) {
      entries.add(locationOf(name));
    }
    return List.copyOf(entries);
  }

  private static Path locationOf(String name) {
    try {
      Class<?> type = Class.forName(name, false, KafkaClassPath.class.getClassLoader());
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException e) {
      throw new EmbeddedStartException("the class path lacks what a broker needs: " + name, e);
    } catch (URISyntaxException e) {
      throw new EmbeddedStartException("no file holds " + name, e);
    }
  }
}

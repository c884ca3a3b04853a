package io.changeover.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The JVM's ahead-of-time cache for a broker: with it a broker is ready in half a second instead of
 * one and a half.
 *
 * <p>Making it takes about ten seconds and is therefore never done on the way: whoever installs or
 * builds the product runs {@link #main}. A broker whose cache is missing, or was made by other jars
 * or another JVM, starts without.
 */
public final class KafkaStartupCache {
  private static final int NAME_CHARACTERS = 16;

  private KafkaStartupCache() {}

  /** Makes the cache unless it is there. */
  public static void main(String[] arguments) {
    create();
  }

  /** Makes the cache for the present class path and JVM unless it is there; returns its file. */
  public static Path create() {
    Path cache = fileFor(KafkaClassPath.entries());
    if (!Files.exists(cache)) {
      record(cache);
    }
    return cache;
  }

  /** The options that let a broker use the cache, or none. */
  static List<String> use(List<Path> classPath) {
    Path cache = fileFor(classPath);
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  private static void record(Path cache) {
    try {
      Files.createDirectories(CacheDirectory.ofThisUser());
      Path fresh = Files.createTempDirectory(CacheDirectory.ofThisUser(), "recording-");
      Path output = fresh.resolve("kafka.aot");
      KafkaRehearsal.run(output);
      Files.move(output, cache);
      FileTree.delete(fresh);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot record " + cache, e);
    }
  }

  private static Path fileFor(List<Path> classPath) {
    String key =
        System.getProperty("java.vm.version")
            + classPath.stream().map(KafkaStartupCache::identity).collect(Collectors.joining());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      String name = HexFormat.of().formatHex(digest).substring(0, NAME_CHARACTERS);
      return CacheDirectory.ofThisUser().resolve("kafka-" + name + ".aot");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String identity(Path entry) {
    try {
      return File.pathSeparator
          + entry
          + ":"
          + Files.size(entry)
          + ":"
          + Files.getLastModifiedTime(entry).toMillis();
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot read " + entry, e);
    }
  }
}

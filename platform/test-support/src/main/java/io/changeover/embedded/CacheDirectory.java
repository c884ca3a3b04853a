package io.changeover.embedded;

import java.nio.file.Path;

/** Where unpacked programs and start-up caches are kept between runs. */
final class CacheDirectory {
  /** System property that names another directory. */
  static final String PROPERTY = "changeover.cache";

  /** Readable by every user, for a server that runs as another user than ourselves. */
  private static final Path SHARED = Path.of("/var/cache/changeover");

  private CacheDirectory() {}

  static Path ofThisUser() {
    String set = System.getProperty(PROPERTY);
    return set != null
        ? Path.of(set)
        : Path.of(System.getProperty("user.home"), ".cache", "changeover");
  }

  /** Where the user that a server runs as can read it. */
  static Path readableBy(Launch launch) {
    boolean ours = launch.owner().isEmpty() || System.getProperty(PROPERTY) != null;
    return ours ? ofThisUser() : SHARED;
  }
}

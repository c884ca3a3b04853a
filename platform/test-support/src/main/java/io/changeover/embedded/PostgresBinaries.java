package io.changeover.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * PostgreSQL's programs, unpacked once from the zonky archive on the class path.
 *
 * @param home holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {

  /** Unpacks the archive below the cache directory unless that was done before. */
  static PostgresBinaries unpacked(Path cache) {
    String archive = "postgres-" + platform() + ".txz";
    URL resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new EmbeddedStartException(
          "no PostgreSQL for this platform on the class path: " + archive);
    }
    try {
      Path home = cache.resolve("postgres-" + fingerprint(resource));
      if (!Files.isDirectory(home)) {
        unpack(resource, cache, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot unpack " + archive + " below " + cache, e);
    }
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    String family = os.startsWith("mac") ? "darwin" : "linux";
    return family + "-" + ("aarch64".equals(arch) ? "arm_64" : "x86_64");
  }

  /** Length and checksum stand in the jar's directory: no need to read 14 MB for them. */
  private static String fingerprint(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    String length = Long.toHexString(connection.getContentLengthLong());
    return connection instanceof JarURLConnection jar
        ? length + "-" + Long.toHexString(jar.getJarEntry().getCrc())
        : length;
  }

  /** Two JVMs may do this at the same time: the first rename wins, and the other's work is void. */
  private static void unpack(URL resource, Path cache, Path home) throws IOException {
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, "unpacking-");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream archive = resource.openStream()) {
      TarXz.unpack(archive, fresh);
      Files.move(fresh, home);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException unpackedByAnother) {
      FileTree.delete(fresh);
    }
  }
}

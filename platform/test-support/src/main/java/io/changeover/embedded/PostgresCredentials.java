package io.changeover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The administrator's password, made once per data directory and kept in a file for its owner only.
 */
final class PostgresCredentials {
  static final String ADMINISTRATOR = "postgres";

  private static final int PASSWORD_BYTES = 24;
  private static final String OWNER_ONLY = "rw-------";

  private final Path passwordFile;
  private final Path passFile;

  PostgresCredentials(Path directory) {
    this.passwordFile = directory.resolve("password");
    this.passFile = directory.resolve("pgpass");
  }

  Path passwordFile() {
    return passwordFile;
  }

  Path passFile() {
    return passFile;
  }

  String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot read " + passwordFile, e);
    }
  }

  /** Makes a new password, for a data directory that is about to be created. */
  void renew() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    write(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
  }

  /** Writes the libpq password file for the port of this run. */
  void writePassFile(int port) {
    write(passFile, "127.0.0.1:" + port + ":*:" + ADMINISTRATOR + ":" + password() + "\n");
  }

  private static void write(Path file, String content) {
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot write " + file, e);
    }
  }
}

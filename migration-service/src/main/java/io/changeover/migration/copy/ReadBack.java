package io.changeover.migration.copy;

import io.changeover.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file holds when it is read again: a disk may have kept something else than was written.
 *
 * @param lines how many there are
 */
record ReadBack(long lines, Digest sha256) {
  private static final int READ_AT_ONCE = 1 << 16;

  static ReadBack of(Path file) throws IOException {
    MessageDigest digest = newDigest();
    long lines = 0;
    try (InputStream input = Files.newInputStream(file)) {
      byte[] buffer = new byte[READ_AT_ONCE];
      for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
        digest.update(buffer, 0, read);
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return new ReadBack(lines, new Digest(HexFormat.of().formatHex(digest.digest())));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }
}

package io.changeover.standalone;

import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * Somebody who may use the REST interface. The token is made at the first start and kept in a file
 * that only its owner can read; the services know its hash.
 */
record Identity(String name, List<String> roles) {
  /** Two people, since nobody approves their own deployment, and the demo in its own name. */
  static final List<Identity> USUAL =
      List.of(
          new Identity("dana", List.of("operator", "devops")),
          new Identity(
              "theo",
              List.of(
                  "operator", "technical-lead", "dba", "product-owner", "devops", "qa", "support")),
          new Identity(
              "demo-autopilot",
              List.of("technical-lead", "dba", "product-owner", "devops", "qa", "support")));

  private static final int TOKEN_BYTES = 32;

  /** The hash of the token in {@code directory/<name>}, which is written when it is missing. */
  String tokenSha256(Path directory) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      byte[] token = new byte[TOKEN_BYTES];
      new SecureRandom().nextBytes(token);
      Files.writeString(file, HexFormat.of().formatHex(token));
    }
    return Json.sha256(Files.readString(file).strip().getBytes(StandardCharsets.UTF_8)).value();
  }
}

package io.changeover.migration.postgres;

import org.postgresql.util.PasswordUtil;

/** What the server keeps of a password. */
final class Verifier {
  private Verifier() {}

  /** Sent instead of the password, which a server that logs statements would put into its log. */
  static String of(String password) {
    return PasswordUtil.encodeScramSha256(password.toCharArray());
  }
}

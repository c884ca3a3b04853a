package io.changeover.kit.target.settings;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database.
 *
 * @param url as in jdbc:postgresql://host:5432/name, without parameters
 * @param password exactly one of this and {@code passwordFile} is given
 * @param passwordFile read whenever the database is touched; one line break at its end does not
 *     count
 */
record DatabaseSettings(
    @NotBlank String url,
    @NotBlank String username,
    @Nullable String password,
    @Nullable Path passwordFile) {

  @AssertTrue(message = "needs exactly one of password and password-file")
  boolean isPasswordGivenOnce() {
    return (password == null) != (passwordFile == null);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "database of " + username;
  }
}

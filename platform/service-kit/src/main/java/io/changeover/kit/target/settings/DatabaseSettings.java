package io.changeover.kit.target.settings;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A database.
 *
 * @param url as in jdbc:postgresql://host:5432/name, jdbc:mariadb://host:3306/name or
 *     jdbc:sqlite:/path/of/file, without parameters
 * @param username absent for SQLite
 * @param password exactly one of this and {@code passwordFile} is given; none for SQLite
 * @param passwordFile read whenever the database is touched; one line break at its end does not
 *     count
 */
record DatabaseSettings(
    @NotBlank String url,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path passwordFile) {

  @AssertTrue(message = "needs exactly one of password and password-file")
  boolean isPasswordGivenOnce() {
    return isFile() || (password == null) != (passwordFile == null);
  }

  @AssertTrue(message = "needs a username")
  boolean isUsernameGiven() {
    return isFile() || (username != null && !username.isBlank());
  }

  @AssertTrue(message = "of SQLite has neither username nor password")
  boolean isFileWithoutLogin() {
    return !isFile() || (username == null && password == null && passwordFile == null);
  }

  /** True for a database that is a file. */
  boolean isFile() {
    return SqliteUrl.fits(url);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return isFile() ? "database in a file" : "database of " + username;
  }
}

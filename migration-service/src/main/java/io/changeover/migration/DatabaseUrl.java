package io.changeover.migration;

import io.changeover.kit.target.DatabaseTarget;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The DATABASE_URL by which a tool reaches the database. A secret. */
public record DatabaseUrl(String value) {

  /** The URL of a database for a login, with its tag as the application_name. */
  public static DatabaseUrl of(String scheme, DatabaseTarget database, Login login) {
    return new DatabaseUrl(
        "%s://%s:%s@%s:%d/%s?application_name=%s"
            .formatted(
                scheme,
                encoded(login.username()),
                encoded(login.password()),
                database.host(),
                database.port(),
                encoded(database.database()),
                encoded(login.tag())));
  }

  /**
   * Percent-encodes everything but letters, digits and {@code .-_}; libpq knows no + for a space.
   */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** What must not be seen of it and of the login that it was made for. */
  public List<String> secrets(Login login) {
    List<String> secrets = new ArrayList<>(login.secrets());
    secrets.add(value);
    return secrets;
  }

  /** Without the value. */
  @Override
  public String toString() {
    return "DATABASE_URL";
  }
}

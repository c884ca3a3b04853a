package io.changeover.kit.target.settings;

import io.changeover.contracts.TargetName;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.ServerDatabase;
import io.changeover.kit.target.SqliteTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The databases of the settings. */
final class SettingsDatabases implements Databases {
  private final Registered<TargetName, DatabaseSettings> registered;
  private final Secrets secrets;
  private final SecretFiles files;

  SettingsDatabases(TargetSettings settings, Secrets secrets) {
    this.registered = new Registered<>("databases", settings.databases(), TargetName::new);
    settings.databases().values().forEach(SettingsDatabases::parse);
    this.secrets = secrets;
    this.files = new SecretFiles(secrets);
  }

  private static void parse(DatabaseSettings database) {
    if (database.isFile()) {
      SqliteUrl.parse(database.url());
    } else {
      ServerUrl.parse(database.url());
    }
  }

  @Override
  public RegisteredDatabase registered(TargetName name) throws StepFailure {
    DatabaseSettings found = registered.get(name);
    return found.isFile()
        ? new SqliteTarget(name, SqliteUrl.parse(found.url()))
        : atServer(name, found);
  }

  private ServerDatabase atServer(TargetName name, DatabaseSettings found) throws StepFailure {
    ServerUrl url = ServerUrl.parse(found.url());
    String username = found.username();
    if (username == null) {
      throw new IllegalStateException("the settings were not validated");
    }
    String password = password(name, found);
    return switch (url.scheme()) {
      case POSTGRESQL ->
          new DatabaseTarget(name, url.host(), url.port(), url.database(), username, password);
      case MARIADB ->
          new MariaDbTarget(name, url.host(), url.port(), url.database(), username, password);
    };
  }

  private String password(TargetName name, DatabaseSettings found) throws StepFailure {
    @Nullable String given = found.password();
    if (given != null) {
      return secrets.remember(given);
    }
    if (found.passwordFile() == null) {
      throw new IllegalStateException("the settings were not validated");
    }
    return files.read(found.passwordFile(), "the password of database " + name);
  }

  @Override
  public Set<TargetName> names() {
    return registered.names();
  }
}

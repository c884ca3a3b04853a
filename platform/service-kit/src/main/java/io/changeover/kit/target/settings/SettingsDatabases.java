package io.changeover.kit.target.settings;

import io.changeover.contracts.TargetName;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.Databases;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The databases of the settings. */
final class SettingsDatabases implements Databases {
  private final Registered<TargetName, DatabaseSettings> registered;
  private final Secrets secrets;
  private final SecretFiles files;

  SettingsDatabases(TargetSettings settings, Secrets secrets) {
    this.registered = new Registered<>("databases", settings.databases(), TargetName::new);
    settings.databases().values().forEach(database -> PostgresUrl.parse(database.url()));
    this.secrets = secrets;
    this.files = new SecretFiles(secrets);
  }

  @Override
  public DatabaseTarget get(TargetName name) throws StepFailure {
    DatabaseSettings found = registered.get(name);
    PostgresUrl url = PostgresUrl.parse(found.url());
    return new DatabaseTarget(
        name, url.host(), url.port(), url.database(), found.username(), password(name, found));
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

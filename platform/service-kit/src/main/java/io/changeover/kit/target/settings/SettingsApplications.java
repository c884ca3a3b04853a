package io.changeover.kit.target.settings;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.step.Instance;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Front;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.ApplicationTarget.Login;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Surroundings;
import io.changeover.kit.target.Surroundings.Broker;
import io.changeover.kit.target.settings.ApplicationSettings.BrokerSettings;
import io.changeover.kit.target.settings.ApplicationSettings.FrontSettings;
import io.changeover.kit.target.settings.ApplicationSettings.InstallationSettings;
import io.changeover.kit.target.settings.ApplicationSettings.LoginSettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The applications of the settings. */
final class SettingsApplications implements Applications {
  private final Registered<TargetName, ApplicationSettings> registered;
  private final SecretFiles files;

  SettingsApplications(TargetSettings settings, Secrets secrets) {
    this.registered = new Registered<>("applications", settings.applications(), TargetName::new);
    this.files = new SecretFiles(secrets);
  }

  @Override
  public ApplicationTarget get(TargetName name) throws StepFailure {
    ApplicationSettings found = registered.get(name);
    return new ApplicationTarget(
        name,
        found.url(),
        installations(found),
        logins(name, found),
        front(found.front()),
        surroundings(name, found));
  }

  private Surroundings surroundings(TargetName name, ApplicationSettings found) throws StepFailure {
    return new Surroundings(
        found.publicUrl() == null ? found.url() : found.publicUrl(),
        found.certificateAuthority(),
        address(found.nameServer()),
        broker(name, found.broker()),
        address(found.mailServer()));
  }

  private @Nullable Broker broker(TargetName name, @Nullable BrokerSettings broker)
      throws StepFailure {
    if (broker == null) {
      return null;
    }
    Path file = broker.passwordFile();
    String what = "the password of the broker of application " + name;
    return new Broker(broker.url(), file == null ? null : files.read(file, what));
  }

  /** Not resolved here: a name may have another address by the time it is needed. */
  private static @Nullable InetSocketAddress address(@Nullable String hostAndPort) {
    if (hostAndPort == null) {
      return null;
    }
    int colon = hostAndPort.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  private Map<Instance, Installation> installations(ApplicationSettings found) throws StepFailure {
    Map<Instance, Installation> installations = new EnumMap<>(Instance.class);
    if (found.blue() != null) {
      installations.put(Instance.BLUE, installation(found.blue()));
    }
    if (found.green() != null) {
      installations.put(Instance.GREEN, installation(found.green()));
    }
    return installations;
  }

  private Installation installation(InstallationSettings settings) throws StepFailure {
    Map<String, String> environment = new LinkedHashMap<>(settings.environment());
    for (Map.Entry<String, Path> secret : settings.environmentFiles().entrySet()) {
      environment.put(
          secret.getKey(), files.read(secret.getValue(), "the variable " + secret.getKey()));
    }
    return new Installation(
        settings.url(),
        settings.command(),
        settings.directory(),
        Map.copyOf(environment),
        settings.log(),
        settings.pidFile(),
        settings.envFile());
  }

  private Map<String, Login> logins(TargetName name, ApplicationSettings found) throws StepFailure {
    Map<String, Login> logins = new LinkedHashMap<>();
    for (Map.Entry<String, LoginSettings> entry : found.logins().entrySet()) {
      LoginSettings login = entry.getValue();
      String what = "the password of login %s of application %s".formatted(entry.getKey(), name);
      String password = files.read(login.passwordFile(), what);
      logins.put(
          entry.getKey(), new Login(login.path(), login.username(), password, login.token()));
    }
    return Map.copyOf(logins);
  }

  private static @Nullable Front front(@Nullable FrontSettings front) {
    return front == null
        ? null
        : new Front(
            front.program(),
            front.prefix(),
            front.configuration(),
            front.upstream(),
            front.maintenance());
  }

  @Override
  public Set<TargetName> names() {
    return registered.names();
  }
}

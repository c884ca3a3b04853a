package io.changeover.kit.target.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An application: two installations behind a front.
 *
 * @param url of the front
 * @param publicUrl what its users type, when that is another
 * @param certificateAuthority PEM certificates that vouch for the public URL, when the JDK's do not
 * @param nameServer host:port of who knows the public URL's name, when the host's own does not
 * @param mailServer host:port of who takes its mail
 */
record ApplicationSettings(
    @NotNull URI url,
    @Valid @Nullable InstallationSettings blue,
    @Valid @Nullable InstallationSettings green,
    @DefaultValue Map<String, @Valid LoginSettings> logins,
    @Valid @Nullable FrontSettings front,
    @Nullable URI publicUrl,
    @Nullable Path certificateAuthority,
    @Nullable @Pattern(regexp = HOST_AND_PORT) String nameServer,
    @Valid @Nullable BrokerSettings broker,
    @Nullable @Pattern(regexp = HOST_AND_PORT) String mailServer) {
  private static final String HOST_AND_PORT = "[^:\\s]+:\\d{1,5}";

  /**
   * A Redis.
   *
   * @param url as in redis://host:6379/0, without credentials
   * @param passwordFile when it needs a password
   */
  record BrokerSettings(@NotNull URI url, @Nullable Path passwordFile) {}

  /**
   * One of the two installations.
   *
   * @param environmentFiles variables whose values are secrets, each in a file of its own
   * @param envFile NAME=value lines that somebody else, such as Compose, starts it with
   */
  record InstallationSettings(
      @NotNull URI url,
      @DefaultValue List<String> command,
      @Nullable Path directory,
      @DefaultValue Map<String, String> environment,
      @DefaultValue Map<String, Path> environmentFiles,
      @Nullable Path log,
      @Nullable Path pidFile,
      @Nullable Path envFile) {

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
      return "installation at " + url;
    }
  }

  /**
   * How to get a bearer token.
   *
   * @param token where the login's answer holds the token, as a JSON Pointer
   */
  record LoginSettings(
      @NotBlank String path,
      @NotBlank String username,
      @NotNull Path passwordFile,
      @DefaultValue("/token") String token) {}

  /** An nginx of the application's own. */
  record FrontSettings(
      @DefaultValue("nginx") String program,
      @NotNull Path prefix,
      @NotNull Path configuration,
      @NotNull Path upstream,
      @Nullable Path maintenance) {}
}

package io.changeover.rollout.release.docker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Docker is reached.
 *
 * @param host the engine, as in unix:///run/docker.sock; Docker's own default when absent
 * @param command the program docker
 * @param compose program and first arguments of Compose; when empty, {@code docker compose} where
 *     there is that plugin, and {@code docker-compose} otherwise
 */
@ConfigurationProperties("changeover.rollout.docker")
record DockerSettings(
    @Nullable String host,
    @DefaultValue("docker") List<String> command,
    @DefaultValue List<String> compose) {
  DockerSettings {
    command = List.copyOf(command);
    compose = List.copyOf(compose);
  }
}

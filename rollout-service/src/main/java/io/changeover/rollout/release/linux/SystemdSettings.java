package io.changeover.rollout.release.linux;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How systemd is reached.
 *
 * @param command program and first arguments of systemctl; {@code [sudo, -n, systemctl]} where this
 *     service's user may restart units only so
 * @param mark a directory that is there when systemd runs the host
 */
@ConfigurationProperties("changeover.rollout.systemd")
record SystemdSettings(
    @DefaultValue("systemctl") List<String> command,
    @DefaultValue("/run/systemd/system") Path mark) {
  SystemdSettings {
    command = List.copyOf(command);
  }
}

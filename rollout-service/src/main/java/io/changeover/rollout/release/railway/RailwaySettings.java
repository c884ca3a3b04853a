package io.changeover.rollout.release.railway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Railway is reached.
 *
 * @param command program and first arguments of its command line
 * @param tokenFile holds a project token; when absent, who is logged in counts
 * @param betweenLooks from one question about a deployment to the next
 */
@ConfigurationProperties("changeover.rollout.railway")
record RailwaySettings(
    @DefaultValue("railway") List<String> command,
    @Nullable Path tokenFile,
    @DefaultValue("3s") Duration betweenLooks) {
  RailwaySettings {
    command = List.copyOf(command);
  }
}

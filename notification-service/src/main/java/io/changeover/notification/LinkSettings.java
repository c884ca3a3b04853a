package io.changeover.notification;

import io.changeover.contracts.DeploymentId;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where messages point to.
 *
 * @param deployments the address of the deployments' pages; a deployment's id is put behind it.
 *     Null for no links
 */
@Validated
@ConfigurationProperties("changeover.notification.links")
public record LinkSettings(@Nullable URI deployments) {
  /** The page of a deployment. */
  public Optional<String> page(DeploymentId deployment) {
    return deployments == null
        ? Optional.empty()
        : Optional.of(deployments.toString().replaceAll("/+$", "") + "/" + deployment);
  }
}

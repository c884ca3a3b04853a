package io.changeover.contracts.step;

/**
 * A service that Docker Compose runs.
 *
 * @param project what the engine knows the containers by
 * @param service as the compose file calls it
 */
public record ComposeService(String project, String service) {
  public ComposeService {
    Versions.project(project);
    Versions.service(service);
  }

  @Override
  public String toString() {
    return project + "/" + service;
  }
}

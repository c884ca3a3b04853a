package io.changeover.rollout.release;

import io.changeover.kit.step.StepFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of a compose file, and what of them an engine runs. */
public interface Composition {
  /**
   * The images of those services that the file builds, by service, as the file calls them for a
   * tag.
   *
   * @throws StepFailure {@code refused} when the file cannot be read or a service is not in it
   */
  Map<String, String> images(String tag) throws StepFailure, InterruptedException;

  /**
   * The containers of the project, in no order.
   *
   * @throws StepFailure {@code target-unreachable} when no engine answers
   */
  List<Container> containers() throws StepFailure, InterruptedException;

  /**
   * Builds the images under that tag.
   *
   * @throws StepFailure {@code tool-failed} with the end of what the build said
   */
  void build(String tag) throws StepFailure, InterruptedException;

  /**
   * Whether the engine has the image.
   *
   * @throws StepFailure {@code tool-failed} when the engine does not say so or the contrary
   */
  boolean has(String image) throws StepFailure, InterruptedException;

  /** The names under which the engine knows an image, all of the same content. */
  List<String> namesOf(String image) throws StepFailure, InterruptedException;

  /** Gives an image one more name. */
  void tag(String image, String name) throws StepFailure, InterruptedException;

  /**
   * Makes these services, and what they depend on, run the images of that tag. Builds nothing.
   *
   * @param services all of the file when empty
   * @throws StepFailure {@code tool-failed} with the end of what was said
   */
  void up(String tag, Collection<String> services) throws StepFailure, InterruptedException;

  /** Ends and removes the containers of these services. */
  void remove(Collection<String> services, String tag) throws StepFailure, InterruptedException;

  /** The end of what a container has said. */
  String log(Container container) throws StepFailure, InterruptedException;

  /**
   * A container.
   *
   * @param image as it was asked for, such as auth:v1.2.2
   * @param imageId of the image's content
   * @param status running, restarting, exited, ...
   * @param health healthy, unhealthy, starting; empty when it has no health check
   * @param restarts how often the engine has started it again
   */
  record Container(
      String id,
      String service,
      String image,
      String imageId,
      String status,
      Optional<String> health,
      int restarts,
      int exitCode) {
    /** Whether it ran when the engine was asked. */
    public boolean running() {
      return status.equals("running") || status.equals("restarting");
    }

    /** Whether it has ended, or was started again since it had been started so often. */
    public boolean died(int restartsBefore) {
      return restarts > restartsBefore
          || status.equals("restarting")
          || status.equals("exited")
          || status.equals("dead");
    }

    /** Whether it runs and its own health check, if it has one, agrees. */
    public boolean well() {
      return status.equals("running") && health.map("healthy"::equals).orElse(true);
    }
  }
}

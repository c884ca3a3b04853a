package io.changeover.kit.target;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.step.Instance;
import io.changeover.kit.step.StepFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered application: two installations behind a front.
 *
 * @param url of the front, through which its users come
 * @param logins by name; see {@link Login}
 * @param front how the traffic is switched; null where this service does not switch it
 * @param surroundings what it needs around it
 */
public record ApplicationTarget(
    TargetName name,
    URI url,
    Map<Instance, Installation> installations,
    Map<String, Login> logins,
    @Nullable Front front,
    Surroundings surroundings) {

  /** Without surroundings. */
  public ApplicationTarget(
      TargetName name,
      URI url,
      Map<Instance, Installation> installations,
      Map<String, Login> logins,
      @Nullable Front front) {
    this(name, url, installations, logins, front, Surroundings.of(url));
  }

  /**
   * One of the two installations.
   *
   * @param url of its own port
   * @param command program and arguments that start it; empty where this service does not start it
   * @param environment settings; values may be secrets (read from files by configuration)
   * @param log its log file
   * @param pidFile where its process id is kept, so that whoever stops it finds it
   * @param envFile the file of variables that somebody else, such as Compose, starts it with; null
   *     where there is none
   */
  public record Installation(
      URI url,
      List<String> command,
      @Nullable Path directory,
      Map<String, String> environment,
      @Nullable Path log,
      @Nullable Path pidFile,
      @Nullable Path envFile) {

    /** Started by nobody else. */
    public Installation(
        URI url,
        List<String> command,
        @Nullable Path directory,
        Map<String, String> environment,
        @Nullable Path log,
        @Nullable Path pidFile) {
      this(url, command, directory, environment, log, pidFile, null);
    }
  }

  /**
   * How to get a bearer token: a POST of {@code {"username", "password"}} answers {@code
   * {"token"}}.
   *
   * @param path of the login, such as /api/v1/login
   * @param password secret
   * @param token where the answer holds the token, as a JSON Pointer
   */
  public record Login(String path, String username, String password, String token) {}

  /**
   * An nginx of the application's own.
   *
   * @param prefix nginx's prefix directory
   * @param configuration the main configuration file, below the prefix
   * @param upstream the file that names who serves, below the prefix
   * @param maintenance the file below the prefix while which is there the front answers 503 to
   *     everybody; null where users cannot be shut out
   */
  public record Front(
      String program, Path prefix, Path configuration, Path upstream, @Nullable Path maintenance) {}

  /**
   * One of the installations.
   *
   * @throws StepFailure {@code not-registered} when there is none
   */
  public Installation installation(Instance instance) throws StepFailure {
    Installation found = installations.get(instance);
    if (found == null) {
      throw new StepFailure(
          io.changeover.contracts.FailureCode.NOT_REGISTERED,
          "The application %s has no %s installation here.".formatted(name, instance),
          "Register changeover.applications.%s.%s in this service's settings."
              .formatted(name, instance));
    }
    return found;
  }
}

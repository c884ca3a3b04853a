package io.changeover.cli;

import io.changeover.cli.client.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which orchestrator is asked, and as whom. */
public final class Connection {
  private static final String USUAL_SERVER = "http://127.0.0.1:8080";
  private static final String USUAL_PERSON = "dana";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "The orchestrator; else CHANGEOVER_SERVER; else " + USUAL_SERVER + ".")
  private @Nullable String server;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description =
          "Whose token is used: the file DATA/tokens/NAME; else the token in CHANGEOVER_TOKEN; else"
              + " "
              + USUAL_PERSON
              + ".")
  private @Nullable String person;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where './changeover up' keeps its things; else CHANGEOVER_DATA; else .changeover.")
  private @Nullable Path data;

  /** The server, as the person who was named. */
  public Server connect() {
    String url = first(server, System.getenv("CHANGEOVER_SERVER"), USUAL_SERVER);
    return new Server(url, token());
  }

  /** Where the embedded default keeps its things. */
  public Path data() {
    return data != null
        ? data
        : Path.of(first(System.getenv("CHANGEOVER_DATA"), null, ".changeover"));
  }

  private String token() {
    String given = System.getenv("CHANGEOVER_TOKEN");
    if (person == null && given != null && !given.isBlank()) {
      return given.strip();
    }
    return read(data().resolve("tokens").resolve(first(person, null, USUAL_PERSON)));
  }

  /** The token in a file. */
  public static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.DENIED,
          "There is no token in %s. Set CHANGEOVER_TOKEN, or name somebody with --as, or start the"
                  .formatted(file)
              + " embedded default with: ./changeover up");
    }
  }

  private static String first(@Nullable String one, @Nullable String two, String three) {
    return one != null ? one : two != null && !two.isBlank() ? two : three;
  }
}

package io.changeover.kit.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param command program and arguments; never holds a secret
 * @param directory the working directory; null for this process's
 * @param environment added to the allow-listed one; may hold secrets
 * @param secrets texts that are blacked out wherever output is kept or passed on, as is the
 *     password of every URL
 * @param lines gets each line of standard output and standard error, redacted and cut to {@link
 *     #LONGEST_LINE}; not of standard output when {@code stdout} is given
 * @param stdout gets standard output as it is; null when it is text
 * @param stdin is written to standard input, to its end; null for an empty one. Who runs the tool
 *     closes it
 * @param daemonsMayStay whether what it starts and leaves running outside of its process group is
 *     there on purpose; otherwise a tool that leaves anything behind has failed
 */
public record ToolCall(
    List<String> command,
    @Nullable Path directory,
    Map<String, String> environment,
    List<String> secrets,
    Consumer<String> lines,
    @Nullable OutputStream stdout,
    @Nullable InputStream stdin,
    boolean daemonsMayStay) {
  /** Longer lines are cut, in characters. */
  public static final int LONGEST_LINE = 4_000;

  public ToolCall {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  public static ToolCall of(String... command) {
    return new ToolCall(List.of(command), null, Map.of(), List.of(), line -> {}, null, null, false);
  }

  public static ToolCall of(List<String> command) {
    return new ToolCall(command, null, Map.of(), List.of(), line -> {}, null, null, false);
  }

  public ToolCall in(Path where) {
    return new ToolCall(command, where, environment, secrets, lines, stdout, stdin, daemonsMayStay);
  }

  public ToolCall with(Map<String, String> variables) {
    return new ToolCall(
        command, directory, variables, secrets, lines, stdout, stdin, daemonsMayStay);
  }

  public ToolCall hiding(List<String> texts) {
    return new ToolCall(
        command, directory, environment, texts, lines, stdout, stdin, daemonsMayStay);
  }

  public ToolCall eachLine(Consumer<String> listener) {
    return new ToolCall(
        command, directory, environment, secrets, listener, stdout, stdin, daemonsMayStay);
  }

  public ToolCall stdoutTo(OutputStream stream) {
    return new ToolCall(
        command, directory, environment, secrets, lines, stream, stdin, daemonsMayStay);
  }

  public ToolCall stdinFrom(InputStream stream) {
    return new ToolCall(
        command, directory, environment, secrets, lines, stdout, stream, daemonsMayStay);
  }

  /** The same for a tool that starts what is to go on. */
  public ToolCall leavingDaemons() {
    return new ToolCall(command, directory, environment, secrets, lines, stdout, stdin, true);
  }
}

package io.changeover.standalone;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the embedded default was started with.
 *
 * @param data where everything is kept: database, broker, logs, tokens
 * @param settings a file that registers databases, applications and workspaces; empty for none
 * @param plans the plan catalogue's directory; empty for none
 * @param port of the REST interface; 0 for a free one
 * @param postgresPort of the database; 0 for a free one
 * @param fresh forget earlier deployments: what the services and the broker have kept is dropped
 * @param infrastructureOnly only broker, database, Slack and mail stand-ins, for services that run
 *     as processes of their own
 */
record Options(
    Path data,
    Optional<Path> settings,
    Optional<Path> plans,
    int port,
    int postgresPort,
    boolean fresh,
    boolean infrastructureOnly) {
  private static final int USUAL_PORT = 8080;

  /**
   * Reads {@code --data=DIR --settings=FILE --plans=DIR --port=N --postgres-port=N --fresh
   * --infrastructure-only}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Options parse(String[] arguments) {
    Options options =
        new Options(
            Path.of(".changeover"),
            Optional.empty(),
            Optional.empty(),
            USUAL_PORT,
            0,
            false,
            false);
    for (String argument : arguments) {
      options = options.with(argument);
    }
    return options;
  }

  private Options with(String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    String value = equals < 0 ? "" : argument.substring(equals + 1);
    return switch (name) {
      case "--data" ->
          new Options(
              Path.of(value), settings, plans, port, postgresPort, fresh, infrastructureOnly);
      case "--settings" ->
          new Options(
              data,
              Optional.of(Path.of(value)),
              plans,
              port,
              postgresPort,
              fresh,
              infrastructureOnly);
      case "--plans" ->
          new Options(
              data,
              settings,
              Optional.of(Path.of(value)),
              port,
              postgresPort,
              fresh,
              infrastructureOnly);
      case "--port" ->
          new Options(
              data, settings, plans, number(value), postgresPort, fresh, infrastructureOnly);
      case "--postgres-port" ->
          new Options(data, settings, plans, port, number(value), fresh, infrastructureOnly);
      case "--fresh" ->
          new Options(data, settings, plans, port, postgresPort, true, infrastructureOnly);
      case "--infrastructure-only" ->
          new Options(data, settings, plans, port, postgresPort, fresh, true);
      default -> throw new IllegalArgumentException("'%s' is not known".formatted(argument));
    };
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'%s' is not a port".formatted(value), notANumber);
    }
  }
}

package io.changeover.migration.command;

import io.changeover.contracts.FailureCode;
import io.changeover.contracts.VariableName;
import io.changeover.contracts.step.Command;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.WorkspaceRights;
import io.changeover.migration.DatabaseUrl;
import io.changeover.migration.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A place where programs run, and what they get to see.
 *
 * @param workspace the directory that was registered
 * @param directory where they run
 * @param rights what the registration allows
 * @param environment what they get beside the usual
 * @param secrets texts that must not be seen in what they say
 */
record Program(
    Path workspace,
    Path directory,
    WorkspaceRights rights,
    Map<String, String> environment,
    List<String> secrets) {
  private static final String URL_SCHEME = "postgresql";

  /**
   * The place that a plan names.
   *
   * @throws StepFailure {@code refused} when it leads out of the workspace; {@code not-registered}
   *     when a variable is not there
   */
  static Program in(Path workspace, WorkspaceRights rights, Command spec) throws StepFailure {
    return new Program(
        workspace, directory(workspace, spec), rights, variables(rights, spec), rights.secrets());
  }

  private static Path directory(Path workspace, Command spec) throws StepFailure {
    String below = spec.directory() == null ? "" : spec.directory().value();
    try {
      Path root = workspace.toRealPath();
      Path directory = root.resolve(below).toRealPath();
      if (directory.startsWith(root)) {
        return directory;
      }
    } catch (IOException missing) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is no directory '%s' in the workspace %s.".formatted(below, spec.workspace()),
          "Check the workspace out, or correct 'directory' in the plan.",
          missing);
    }
    throw new StepFailure(
        FailureCode.REFUSED,
        "The directory '%s' leads out of the workspace %s.".formatted(below, spec.workspace()),
        "Name a directory below the workspace.");
  }

  private static Map<String, String> variables(WorkspaceRights rights, Command spec)
      throws StepFailure {
    Map<String, String> variables = new LinkedHashMap<>();
    List<VariableName> names = spec.environment() == null ? List.of() : spec.environment();
    for (VariableName name : names) {
      String value = rights.environment().get(name.value());
      if (value == null) {
        throw new StepFailure(
            FailureCode.NOT_REGISTERED,
            "The workspace %s has no variable %s.".formatted(spec.workspace(), name),
            "Set changeover.workspaces.%s.environment.%s or environment-files.%s in this service's settings and start it again."
                .formatted(spec.workspace(), name, name));
      }
      variables.put(name.value(), value);
    }
    return variables;
  }

  /** The same place with a connection of a database: as libpq's variables and DATABASE_URL. */
  Program connected(DatabaseTarget database, Login login) {
    DatabaseUrl url = DatabaseUrl.of(URL_SCHEME, database, login);
    Map<String, String> connected = new LinkedHashMap<>(environment);
    connected.putAll(database.libpqEnvironment());
    connected.put("PGUSER", login.username());
    connected.put("PGPASSWORD", login.password());
    connected.put("PGAPPNAME", login.tag());
    connected.put("DATABASE_URL", url.value());
    List<String> hidden = new ArrayList<>(secrets);
    hidden.addAll(url.secrets(login));
    return new Program(workspace, directory, rights, connected, hidden);
  }

  /**
   * A call of a program there.
   *
   * @param words program and arguments
   * @throws StepFailure {@code refused} when the registration does not allow the program
   */
  ToolCall call(List<String> words) throws StepFailure {
    String program = words.getFirst();
    if (!rights.programs().contains(program)) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The program '%s' is not allowed in this workspace; allowed are %s."
              .formatted(program, rights.programs().stream().sorted().toList()),
          "Add it to 'programs' of the workspace in this service's settings, or correct the plan.");
    }
    List<String> command = new ArrayList<>(words);
    if (program.contains("/")) {
      command.set(0, workspace.resolve(program).toString());
    }
    return ToolCall.of(command).in(directory).with(environment).hiding(secrets);
  }
}

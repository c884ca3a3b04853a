package io.changeover.cli.demo;

import io.changeover.cli.CliFailure;
import io.changeover.cli.Connection;
import io.changeover.cli.ExitCode;
import io.changeover.cli.Output;
import io.changeover.cli.stack.Project;
import io.changeover.cli.view.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an example from nothing to its end. */
@Command(
    name = "demo",
    description = {
      "Run an example for real: start everything, prepare the sample, deploy, show, clean up.",
      "Leaves no process behind unless --keep is given."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin private Output output = new Output();

  @Parameters(
      arity = "0..1",
      paramLabel = "EXAMPLE",
      description = "Which example, by its directory below examples; usually tracehub.")
  private String example = "tracehub";

  @Option(
      names = "--fail-at",
      paramLabel = "STEP",
      description = "Break that step by a real cause and see the way back.")
  private @Nullable String failAt;

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = "Another plan of the example, where it has more than one.")
  private @Nullable String plan;

  @Option(names = "--keep", description = "Leave everything up at the end, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description =
          "The sample's size, such as how many shipments; the example says its usual one.")
  private @Nullable Integer rows;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the demo keeps its things; else .changeover/demo.")
  private @Nullable Path data;

  @Override
  public Integer call() throws InterruptedException {
    Project project = Project.current();
    Path place =
        data != null
            ? data.toAbsolutePath().normalize()
            : project.directory().resolve(".changeover").resolve("demo");
    Path source = project.example(example);
    DemoFile usual = DemoFile.read(source);
    DemoFile file = plan == null ? usual : usual.with(plan);
    Breaking breaking = failAt == null ? Breaking.NOTHING : file.breaking(failAt);
    Terminal terminal = Terminal.stderr();
    Sample sample = new Sample(source, place.resolve(example), terminal::line);
    try (DemoDirectory directory = DemoDirectory.take(place);
        DemoRun run = new DemoRun(project, directory, sample, file, terminal)) {
      run.begin(rows == null ? file.rows() : rows, breaking);
      int exit = run.deploy(output, breaking, again());
      if (keep) {
        terminal.line("Everything stays up; Ctrl-C ends it.");
        run.await();
      }
      return exit;
    }
  }

  /** What starts the same demo again, to be broken elsewhere. */
  String again() {
    StringBuilder command = new StringBuilder("./changeover demo ").append(example);
    if (plan != null) {
      command.append(" --plan ").append(plan);
    }
    if (rows != null) {
      command.append(" --rows ").append(rows);
    }
    if (data != null) {
      command.append(" --data ").append(data);
    }
    return command.toString();
  }

  /** The token of one of the embedded default's identities. */
  static String token(Path data, String name) {
    Path file = data.resolve("tokens").resolve(name);
    try {
      return Connection.read(file);
    } catch (CliFailure missing) {
      throw new CliFailure(ExitCode.FAILED_UNCHANGED, "There is no token in " + file);
    }
  }
}

package io.changeover.migration.command;

import io.changeover.contracts.RelativePath;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.VariableName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.step.Command;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.ExpectedOutput;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands of tests, made key by key. */
record Commands(
    @Nullable String directory,
    boolean connected,
    List<String> run,
    @Nullable List<String> back,
    List<String> environment,
    @Nullable List<Integer> exitCodes,
    @Nullable ExpectedOutput output,
    @Nullable DoneProbe done,
    boolean repeatable,
    boolean leavesProcesses) {

  static Commands run(String... words) {
    return new Commands(
        null, false, List.of(words), null, List.of(), null, null, null, false, false);
  }

  Commands in(String where) {
    return new Commands(
        where,
        connected,
        run,
        back,
        environment,
        exitCodes,
        output,
        done,
        repeatable,
        leavesProcesses);
  }

  Commands onDatabase() {
    return new Commands(
        directory,
        true,
        run,
        back,
        environment,
        exitCodes,
        output,
        done,
        repeatable,
        leavesProcesses);
  }

  Commands ledBackBy(String... words) {
    return new Commands(
        directory,
        connected,
        run,
        List.of(words),
        environment,
        exitCodes,
        output,
        done,
        repeatable,
        leavesProcesses);
  }

  Commands environment(String... names) {
    return new Commands(
        directory,
        connected,
        run,
        back,
        List.of(names),
        exitCodes,
        output,
        done,
        repeatable,
        leavesProcesses);
  }

  Commands exitCodes(Integer... codes) {
    return new Commands(
        directory,
        connected,
        run,
        back,
        environment,
        List.of(codes),
        output,
        done,
        repeatable,
        leavesProcesses);
  }

  Commands says(@Nullable String contains, @Nullable String matches) {
    return new Commands(
        directory,
        connected,
        run,
        back,
        environment,
        exitCodes,
        new ExpectedOutput(contains, matches),
        done,
        repeatable,
        leavesProcesses);
  }

  Commands done(@Nullable String sql, String... words) {
    return new Commands(
        directory,
        connected,
        run,
        back,
        environment,
        exitCodes,
        output,
        new DoneProbe(sql, words.length == 0 ? null : List.of(words)),
        repeatable,
        leavesProcesses);
  }

  Commands again() {
    return new Commands(
        directory,
        connected,
        run,
        back,
        environment,
        exitCodes,
        output,
        done,
        true,
        leavesProcesses);
  }

  Commands leavingProcesses() {
    return new Commands(
        directory, connected, run, back, environment, exitCodes, output, done, repeatable, true);
  }

  Command spec() {
    return new Command(
        new WorkspaceName("app"),
        directory == null ? null : new RelativePath(directory),
        connected ? new TargetAlias("db") : null,
        run,
        back,
        Stream.of(environment).flatMap(List::stream).map(VariableName::new).toList(),
        exitCodes,
        output,
        done,
        repeatable,
        null,
        leavesProcesses ? true : null);
  }
}

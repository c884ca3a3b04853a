package io.changeover.orchestrator.archive;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.contracts.json.Json;
import io.changeover.contracts.step.ArchiveRecord;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.report.Markdown;
import io.changeover.orchestrator.report.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a deployment's record so far: the report, and its events one a line. */
final class Archiving implements StepHandler<ArchiveRecord> {
  private final Deployments deployments;
  private final Recorder recorder;
  private final ArchiveSettings settings;

  Archiving(Deployments deployments, Recorder recorder, ArchiveSettings settings) {
    this.deployments = deployments;
    this.recorder = recorder;
    this.settings = settings;
  }

  @Override
  public Class<ArchiveRecord> kind() {
    return ArchiveRecord.class;
  }

  @Override
  public Outcome handle(StepCommand command, ArchiveRecord spec, StepContext context)
      throws StepFailure {
    Path directory = settings.directory();
    if (directory == null) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "There is no archive directory.",
          "Set changeover.archive.directory in the orchestrator's settings.");
    }
    List<LoggedEvent> log = deployments.events(command.deployment(), 0, Integer.MAX_VALUE);
    String lines = log.stream().map(Json::canonical).collect(Collectors.joining("\n", "", "\n"));
    Digest digest = Json.sha256(lines.getBytes(StandardCharsets.UTF_8));
    try {
      Path place = Files.createDirectories(directory.resolve(command.deployment().value()));
      write(place.resolve("events.jsonl"), lines);
      write(place.resolve("report.md"), Markdown.of(recorder.record(log)));
      return Outcome.succeeded(
          new Evidence.Archive(place.toString(), digest, log.size()),
          List.of(
              CheckResult.of(
                  "record archived", "events and report written", place.toString(), true)));
    } catch (IOException failed) {
      throw new StepFailure(
          FailureCode.TARGET_UNREACHABLE,
          "The record could not be written below %s: %s".formatted(directory, failed.getMessage()),
          "Look at the directory's rights and free space, then retry the step.",
          failed);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

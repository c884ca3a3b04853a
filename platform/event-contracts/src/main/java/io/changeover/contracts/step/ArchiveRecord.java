package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;

/** Writes the deployment's record so far (report and events) into the archive directory. */
@JsonTypeName("archive-record")
@DoneBy(value = Specialist.ORCHESTRATOR, check = false)
public record ArchiveRecord() implements StepSpec {}

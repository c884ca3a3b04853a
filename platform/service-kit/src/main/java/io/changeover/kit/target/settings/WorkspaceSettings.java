package io.changeover.kit.target.settings;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;

/** A directory in which tools run. */
record WorkspaceSettings(@NotNull Path path) {}

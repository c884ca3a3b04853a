package io.changeover.orchestrator.archive;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where records are archived.
 *
 * @param directory null refuses archive-record steps
 */
@ConfigurationProperties("changeover.archive")
public record ArchiveSettings(@Nullable Path directory) {}

package io.changeover.orchestrator.plan.yaml;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the plans are.
 *
 * @param directory whose {@code *.yaml} files are the catalogue; null for an empty catalogue
 */
@ConfigurationProperties("changeover.plans")
record PlanSettings(@Nullable Path directory) {}

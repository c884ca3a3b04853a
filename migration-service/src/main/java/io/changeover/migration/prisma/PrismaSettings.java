package io.changeover.migration.prisma;

import io.changeover.contracts.RelativePath;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How Prisma is run.
 *
 * @param command program and first arguments, in the workspace; programs without a / are found on
 *     the PATH
 * @param migrations where a workspace keeps its migrations
 */
@Validated
@ConfigurationProperties("changeover.migration.prisma")
record PrismaSettings(
    @DefaultValue({"node", "node_modules/prisma/build/index.js"}) @NotEmpty List<String> command,
    @DefaultValue("prisma/migrations") RelativePath migrations) {
  PrismaSettings {
    command = List.copyOf(command);
  }
}

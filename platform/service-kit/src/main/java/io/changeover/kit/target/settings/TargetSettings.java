package io.changeover.kit.target.settings;

import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** What this service may touch, by the names that plans use. */
@Validated
@ConfigurationProperties("changeover")
record TargetSettings(
    @DefaultValue Map<String, @Valid DatabaseSettings> databases,
    @DefaultValue Map<String, @Valid ApplicationSettings> applications,
    @DefaultValue Map<String, @Valid WorkspaceSettings> workspaces) {}

package io.changeover.migration.laravel;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How artisan is run.
 *
 * @param command program and first arguments that run {@code artisan} in the workspace
 * @param ledgerTable the ledger, where config/database.php gives it another name than Laravel does
 */
@Validated
@ConfigurationProperties("changeover.migration.laravel")
record LaravelSettings(
    @DefaultValue({"php", "artisan"}) @NotEmpty List<String> command,
    @DefaultValue("migrations") @Pattern(regexp = "[a-z_][a-z0-9_]*") String ledgerTable) {
  LaravelSettings {
    command = List.copyOf(command);
  }
}

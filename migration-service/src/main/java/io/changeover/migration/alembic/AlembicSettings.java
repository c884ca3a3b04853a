package io.changeover.migration.alembic;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How alembic is run.
 *
 * @param command program and first arguments, such as {@code /usr/bin/python3, -m, alembic}; found
 *     on the PATH by default
 * @param urlScheme starts the DATABASE_URL that env.py reads; the default is understood by libpq
 *     and by SQLAlchemy; {@code postgresql+psycopg2} and the like by SQLAlchemy only
 * @param versionTable the ledger, where env.py gives it another name than alembic does
 */
@Validated
@ConfigurationProperties("changeover.migration.alembic")
record AlembicSettings(
    @DefaultValue("alembic") @NotEmpty List<String> command,
    @DefaultValue("postgresql") @Pattern(regexp = "[a-z0-9+]{1,40}") String urlScheme,
    @DefaultValue("alembic_version") @Pattern(regexp = "[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?")
        String versionTable) {
  AlembicSettings {
    command = List.copyOf(command);
  }
}

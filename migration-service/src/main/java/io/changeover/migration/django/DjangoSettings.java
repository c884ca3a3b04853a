package io.changeover.migration.django;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How manage.py is run.
 *
 * @param command program and first arguments, in the workspace; programs without a / are found on
 *     the PATH
 * @param container the same inside a container, in its working directory
 * @param engine program and first arguments that run a container
 */
@Validated
@ConfigurationProperties("changeover.migration.django")
record DjangoSettings(
    @DefaultValue({"python3", "manage.py"}) @NotEmpty List<String> command,
    @DefaultValue({"python3", "manage.py"}) @NotEmpty List<String> container,
    @DefaultValue({"docker", "run"}) @NotEmpty List<String> engine) {
  DjangoSettings {
    command = List.copyOf(command);
    container = List.copyOf(container);
    engine = List.copyOf(engine);
  }
}

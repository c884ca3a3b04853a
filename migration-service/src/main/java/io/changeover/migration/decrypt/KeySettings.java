package io.changeover.migration.decrypt;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings {@code changeover.keys.*}: keys by the names that plans use.
 *
 * @param keys each is a file, read whenever it is needed
 */
@Validated
@ConfigurationProperties("changeover")
record KeySettings(@DefaultValue Map<String, @Valid Key> keys) {
  /**
   * A key.
   *
   * @param file holds a Fernet key: 32 bytes in URL-safe Base64
   */
  record Key(@NotNull Path file) {}
}

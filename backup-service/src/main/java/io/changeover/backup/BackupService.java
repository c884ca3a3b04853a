package io.changeover.backup;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Backs databases up, proves the backups, and restores them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackupService {
  /** The service with its own settings file, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(BackupService.class)
        .properties("spring.config.name=backup-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}

package io.changeover.backup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Backs databases up, proves the backups, and restores them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackupService {
  public static void main(String[] arguments) {
    SpringApplication.run(BackupService.class, arguments);
  }
}

package io.changeover.kit.job.postgres;

import io.changeover.contracts.json.WireCodec;
import io.changeover.kit.job.JobSettings;
import io.changeover.kit.job.Jobs;
import io.changeover.kit.job.Worker;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** Jobs in the service's schema. */
@AutoConfiguration(beforeName = "io.changeover.kit.job.SpecialistAutoConfiguration")
@ConditionalOnProperty("changeover.specialist")
class PostgresJobsAutoConfiguration {
  @Bean
  Worker worker() {
    return Worker.here();
  }

  @Bean
  Jobs jobs(JdbcTemplate jdbc, WireCodec codec, Worker worker, JobSettings settings) {
    return new JdbcJobs(jdbc, new JobRows(codec), worker, settings.lease());
  }
}

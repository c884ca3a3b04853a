package io.changeover.orchestrator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.embedded.LocalDatabase;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.testsupport.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcRegistryTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final TargetName SHOP = new TargetName("shop-db");
  private static final TargetName STOCK = new TargetName("stock-db");

  private final LocalDatabase database = TestInfrastructure.freshDatabase();
  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(
              database.jdbcUrl(), database.username(), database.password()));
  private final JdbcRegistry registry = new JdbcRegistry(jdbc);

  @BeforeEach
  void create() throws Exception {
    jdbc.execute(
        new ClassPathResource("db/orchestrator/V101__requests_and_registry.sql")
            .getContentAsString(StandardCharsets.UTF_8));
  }

  @AfterEach
  void drop() {
    TestInfrastructure.postgres().dropDatabase(database.name());
  }

  @Test
  void eachSpecialistIsKnownByItsNewestAnnouncement() {
    announced(Specialist.BACKUP, NOON, Set.of(SHOP, STOCK));
    announced(Specialist.MIGRATION, NOON, Set.of(STOCK));
    announced(Specialist.MIGRATION, NOON.plusSeconds(1), Set.of(SHOP));
    announced(Specialist.MIGRATION, NOON.minusSeconds(1), Set.of());

    Registry.Known known = registry.known();

    assertThat(known.specialists()).containsExactlyInAnyOrder("backup", "migration");
    assertThat(known.reach().get("backup").databases()).containsExactlyInAnyOrder(SHOP, STOCK);
    assertThat(known.reach().get("migration").databases()).containsExactly(SHOP);
    assertThat(known.reach().get("migration").targets())
        .containsExactlyInAnyOrder(SHOP, new TargetName("shop"));
    assertThat(known.databases()).containsExactlyInAnyOrder(SHOP, STOCK);
    assertThat(known.workspaces()).containsExactly(new WorkspaceName("checkout"));
  }

  private void announced(Specialist who, Instant at, Set<TargetName> databases) {
    SpecialistAnnounced message =
        new SpecialistAnnounced(
            who,
            at,
            databases,
            Set.of(new TargetName("shop")),
            Set.of(new WorkspaceName("checkout")));
    registry.handle(
        List.of(
            new IncomingRecord(
                "specialists-0-0", who.word(), message, "1", "test", at, "", "", null, null)));
  }
}

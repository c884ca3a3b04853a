package io.changeover.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Alembic;
import io.changeover.contracts.step.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepSpecJsonTest {
  @Test
  void aSpecIsAMapWithItsKindAsTheOnlyKey() {
    StepSpec spec =
        Json.mapper()
            .readValue(
                """
                {"alembic": {"workspace": "tracehub", "target": "db", "upgrade": "003", "downgrade": "002"}}
                """,
                StepSpec.class);

    assertThat(spec).isInstanceOf(Alembic.class);
    assertThat(spec.kind()).isEqualTo("alembic");
    assertThat(Json.mapper().readValue(Json.canonical(spec), StepSpec.class)).isEqualTo(spec);
  }

  @Test
  void aCommandComesBackAsItWas() throws UndecodableRecord {
    DeploymentId deployment = new DeploymentId("0190-aaaa-bbbb");
    StepId step = new StepId("create-tables");
    StepSpec spec =
        Json.mapper()
            .readValue(
                "{\"query\": {\"target\": \"db\", \"sql\": \"select 1\", \"expect\": {\"rows\": 1}}}",
                StepSpec.class);
    StepCommand command =
        new StepCommand(
            CommandId.of(deployment, step, Direction.FORWARD, 1),
            deployment,
            step,
            Direction.FORWARD,
            1,
            Severity.CRITICAL,
            Duration.ofMinutes(1),
            Map.of(new TargetAlias("db"), new TargetName("tracehub-db")),
            Map.of(
                step,
                new Evidence.None(),
                new StepId("deadlocks"),
                new Evidence.Counted(new BigDecimal("1E+3")),
                new StepId("statements"),
                new Evidence.StatementCosts(
                    Map.of("10:-1:t", new Evidence.Cost(2, 3)),
                    Instant.parse("2026-01-01T00:00:00.123456Z")),
                new StepId("log"),
                new Evidence.LogPosition(
                    "/var/log/app.log", 0, Json.sha256(new byte[0]), Instant.EPOCH)),
            spec);
    WireCodec codec = new WireCodec();

    byte[] bytes = codec.encode(command);

    assertThat(codec.decode(WireCodec.typeOf(command), 1, bytes)).isEqualTo(command);
  }

  @Test
  void costsThatWereKeptBeforeResetsWereComeBack() {
    String before =
        "{\"evidence\":\"statements\",\"statements\":{\"-1\":{\"calls\":2,\"milliseconds\":3}}}";

    assertThat(Json.mapper().readValue(before, Evidence.class))
        .isEqualTo(new Evidence.StatementCosts(Map.of("-1", new Evidence.Cost(2, 3)), null));
  }
}

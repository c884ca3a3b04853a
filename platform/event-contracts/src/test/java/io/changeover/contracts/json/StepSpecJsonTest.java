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
import java.time.Duration;
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
            Map.of(step, new Evidence.None()),
            spec);
    WireCodec codec = new WireCodec();

    byte[] bytes = codec.encode(command);

    assertThat(codec.decode(WireCodec.typeOf(command), 1, bytes)).isEqualTo(command);
  }
}

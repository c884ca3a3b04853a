package io.changeover.validation;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Instance;
import io.changeover.contracts.step.StepSpec;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.target.ApplicationTarget;
import io.changeover.kit.target.ApplicationTarget.Installation;
import io.changeover.kit.target.ApplicationTarget.Login;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.Surroundings;
import io.changeover.kit.target.Workspaces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands, and what is registered. */
public final class Steps {
  public static final TargetAlias DB = new TargetAlias("db");
  public static final TargetAlias APP = new TargetAlias("app");
  public static final WorkspaceName WORKSPACE = new WorkspaceName("tracehub");
  public static final TargetName DB_NAME = new TargetName("tracehub-db");
  public static final TargetName APP_NAME = new TargetName("tracehub-app");
  public static final ValidationSettings SETTINGS =
      new ValidationSettings(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private Steps() {}

  public static StepCommand command(StepSpec spec) {
    return command(spec, Severity.CRITICAL, Map.of());
  }

  public static StepCommand command(
      StepSpec spec, Severity severity, Map<StepId, Evidence> evidence) {
    DeploymentId deployment = new DeploymentId("dep-00000001");
    StepId step = new StepId("check");
    return new StepCommand(
        CommandId.of(deployment, step, Direction.FORWARD, 1),
        deployment,
        step,
        Direction.FORWARD,
        1,
        severity,
        Duration.ofSeconds(30),
        Map.of(DB, DB_NAME, APP, APP_NAME),
        evidence,
        spec);
  }

  /** An application whose installations and front are all at one URL. */
  public static Applications application(URI url, @Nullable Path log, Map<String, Login> logins) {
    Installation installation = new Installation(url, List.of(), null, Map.of(), log, null);
    return application(
        new ApplicationTarget(
            APP_NAME,
            url,
            Map.of(Instance.BLUE, installation, Instance.GREEN, installation),
            logins,
            null));
  }

  /** An application that is looked at from around it. */
  public static Applications surrounded(Surroundings surroundings) {
    return application(
        new ApplicationTarget(
            APP_NAME, surroundings.publicUrl(), Map.of(), Map.of(), null, surroundings));
  }

  /** The only application there is. */
  public static Applications application(ApplicationTarget target) {
    return new Applications() {
      @Override
      public ApplicationTarget get(TargetName name) {
        return target;
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(APP_NAME);
      }
    };
  }

  public static Databases database(RegisteredDatabase target) {
    return new Databases() {
      @Override
      public RegisteredDatabase registered(TargetName name) {
        return target;
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(DB_NAME);
      }
    };
  }

  public static Workspaces workspace(Path path) {
    return new Workspaces() {
      @Override
      public Path get(WorkspaceName name) {
        return path;
      }

      @Override
      public Set<WorkspaceName> names() {
        return Set.of(WORKSPACE);
      }
    };
  }

  /** The only check of an outcome. */
  public static CheckResult only(Outcome outcome) {
    if (outcome.checks().size() != 1) {
      throw new AssertionError("one check was expected: " + outcome.checks());
    }
    return outcome.checks().getFirst();
  }
}

package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.time.Duration;
import java.util.Set;

/**
 * What a step does. Each kind is one record; its type name is the word for it in YAML, in JSON and
 * on pages, and {@link DoneBy} names the specialist.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
public sealed interface StepSpec
    permits Alembic,
        Announce,
        ArchiveRecord,
        BackupAge,
        BackupTools,
        CloneDatabase,
        Command,
        Compose,
        Copy,
        CopyCheck,
        Cpu,
        Database,
        Decrypt,
        Disk,
        Django,
        Dns,
        Downtime,
        DropClone,
        Environment,
        Experiment,
        Files,
        Fingerprint,
        Flyway,
        Git,
        Http,
        JsonLines,
        Laravel,
        LogScan,
        Maintenance,
        Memory,
        MigrationTools,
        MysqlDump,
        NoOp,
        PostgresDump,
        Prisma,
        Query,
        Queue,
        Railway,
        ReplaceFile,
        ResponseTime,
        Restart,
        Scenario,
        SlowQueries,
        Smtp,
        Sql,
        SqliteBackup,
        StartInstance,
        StopInstance,
        SwitchTraffic,
        Task,
        Tls,
        Upload,
        Websocket {

  /** How long a step that only looks may take when its plan does not say. */
  Duration LOOKING = Duration.ofMinutes(1);

  /** How long a step that changes something may take when its plan does not say. */
  Duration CHANGING = Duration.ofHours(1);

  /** The word for this kind. */
  default String kind() {
    return wordOf(getClass());
  }

  /** The word for a kind. */
  static String wordOf(Class<? extends StepSpec> kind) {
    return kind.getAnnotation(JsonTypeName.class).value();
  }

  /** Who does it. */
  default Specialist doneBy() {
    return getClass().getAnnotation(DoneBy.class).value();
  }

  /** True when it changes something that a rollback has to think of. */
  default boolean changes() {
    return getClass().getAnnotation(DoneBy.class).changes();
  }

  /**
   * False when only a restore leads to where it was before this step: level 1 is not possible from
   * here on.
   */
  @JsonIgnore
  default boolean leadsBack() {
    return true;
  }

  /**
   * True when its database commits each of its statements by itself, so that a run which did not
   * come to its own end may have done a part that nothing shows.
   */
  @JsonIgnore
  default boolean commitsPiecemeal() {
    return false;
  }

  /** True when a rehearsal may aim it at a scratch database. */
  default boolean rehearsable() {
    return getClass().getAnnotation(DoneBy.class).rehearsable();
  }

  /** The databases that it changes: each needs a backup of its own before. */
  @JsonIgnore
  default Set<TargetAlias> databasesChanged() {
    return changes() ? targets() : Set.of();
  }

  /**
   * True when sending it back puts the version before this one in front of the users and touches no
   * data: then rollback level 2 is possible.
   */
  @JsonIgnore
  default boolean switchesVersion() {
    return false;
  }

  /** How long it may take when the plan does not say. */
  default Duration usualTimeout() {
    return changes() ? CHANGING : LOOKING;
  }

  /** The targets it touches; the plan must name them and a service must have registered them. */
  @JsonIgnore
  default Set<TargetAlias> targets() {
    return Set.of();
  }

  /** The workspaces it works in. */
  @JsonIgnore
  default Set<WorkspaceName> workspaces() {
    return Set.of();
  }

  /** Earlier steps whose evidence it needs; the command carries that evidence. */
  @JsonIgnore
  default Set<StepId> evidenceFrom() {
    return Set.of();
  }

  /** Whether the evidence of such an earlier step is of the sort that it needs. */
  default boolean canCompareWith(StepSpec earlier) {
    return getClass().isInstance(earlier);
  }
}

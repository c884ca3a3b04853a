package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.WorkspaceName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code manage.py migrate} for one app of a Django project; back runs it to the migration
 * before. What the {@code django_migrations} table says of the app decides whether anything is left
 * to do.
 *
 * @param app the label of the app
 * @param upgrade the migration to reach, or the start of its name; nothing is run when the ledger
 *     says that it is reached
 * @param downgrade the migration to go back to in a rollback; {@code zero} for none
 * @param image when given, manage.py runs in a container of this image and not in the workspace
 */
@JsonTypeName("django")
@DoneBy(value = Specialist.MIGRATION, changes = true, in = Phase.MIGRATE, rehearsable = true)
public record Django(
    WorkspaceName workspace,
    TargetAlias target,
    Argument app,
    Argument upgrade,
    Argument downgrade,
    @Nullable Argument image)
    implements StepSpec {
  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }

  @Override
  public Set<WorkspaceName> workspaces() {
    return Set.of(workspace);
  }
}

package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import java.util.Collection;
import java.util.List;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Fences off at a database by the means of its sort. */
@Component
@Primary
final class FencingBySort implements Fencing {
  private final List<Fencing> fences;

  FencingBySort(List<Fencing> fences) {
    this.fences = List.copyOf(fences);
  }

  private Fencing of(ServerDatabase database) {
    return fences.stream().filter(each -> each.guards(database)).findFirst().orElseThrow();
  }

  @Override
  public boolean guards(ServerDatabase database) {
    return fences.stream().anyMatch(each -> each.guards(database));
  }

  @Override
  public Admission admit(ServerDatabase database, Attempt attempt, Collection<String> past)
      throws StepFailure, InterruptedException {
    return of(database).admit(database, attempt, past);
  }

  @Override
  public int dismiss(ServerDatabase database, String login)
      throws StepFailure, InterruptedException {
    return of(database).dismiss(database, login);
  }

  @Override
  public FenceStrength strength(ServerDatabase database) throws StepFailure, InterruptedException {
    return of(database).strength(database);
  }
}

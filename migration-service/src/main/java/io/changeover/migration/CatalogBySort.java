package io.changeover.migration;

import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.ServerDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Asks the catalogue of the sort of database that it is about. */
@Component
@Primary
final class CatalogBySort implements Catalog {
  private final List<Catalog> catalogs;

  CatalogBySort(List<Catalog> catalogs) {
    this.catalogs = List.copyOf(catalogs);
  }

  private Catalog of(ServerDatabase database) {
    return catalogs.stream().filter(each -> each.reads(database)).findFirst().orElseThrow();
  }

  @Override
  public boolean reads(ServerDatabase database) {
    return catalogs.stream().anyMatch(each -> each.reads(database));
  }

  @Override
  public String version(ServerDatabase database) throws StepFailure, InterruptedException {
    return of(database).version(database);
  }

  @Override
  public SchemaListing schema(ServerDatabase database, Collection<String> without)
      throws StepFailure, InterruptedException {
    return of(database).schema(database, without);
  }

  @Override
  public List<String> values(ServerDatabase database, String table, String column)
      throws StepFailure, InterruptedException {
    return of(database).values(database, table, column);
  }

  @Override
  public List<String> values(
      ServerDatabase database, String table, String column, String where, String equals)
      throws StepFailure, InterruptedException {
    return of(database).values(database, table, column, where, equals);
  }

  @Override
  public Probed probe(ServerDatabase database, String sql)
      throws StepFailure, InterruptedException {
    return of(database).probe(database, sql);
  }

  @Override
  public Optional<List<TableLock>> heldLocks(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    return of(database).heldLocks(database, login);
  }

  @Override
  public List<String> lockWaits(ServerDatabase database, Login login)
      throws StepFailure, InterruptedException {
    return of(database).lockWaits(database, login);
  }
}

package io.changeover.migration.prisma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.RelativePath;
import io.changeover.kit.step.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrismaMigrationsTest {
  @TempDir private Path workspace;

  @Test
  void aMigrationIsFoundAtItsPlaceOrTheOthersAreNamed() throws Exception {
    migration("2_prices");
    migration("1_items");
    Files.createDirectories(workspace.resolve("migrations/3_without_script"));

    PrismaMigrations found = read();

    assertThat(found.names()).containsExactly("1_items", "2_prices");
    assertThat(found.place("2_prices")).isEqualTo(1);
    assertThat(whatToDo(found, "3_without_script")).endsWith("in full: 1_items, 2_prices.");
  }

  @Test
  void aWorkspaceWithoutMigrationsHasNoneToName() throws Exception {
    Files.createDirectories(workspace.resolve("migrations"));
    assertThat(whatToDo(read(), "1_items")).contains("at the right commit");
  }

  private void migration(String name) throws Exception {
    Path directory = Files.createDirectories(workspace.resolve("migrations").resolve(name));
    Files.writeString(directory.resolve(PrismaMigrations.SCRIPT), "select 1;");
  }

  private PrismaMigrations read() throws StepFailure {
    return PrismaMigrations.in(workspace, new RelativePath("migrations"));
  }

  private static String whatToDo(PrismaMigrations migrations, String wanted) {
    return catchThrowableOfType(StepFailure.class, () -> migrations.place(wanted))
        .reason()
        .whatToDo();
  }
}

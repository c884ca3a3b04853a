package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.changeover.contracts.PlanName;
import io.changeover.orchestrator.plan.PlanCatalogue;
import io.changeover.orchestrator.plan.PlanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPlanCatalogueTest {
  @TempDir Path directory;

  private void file(String name, String yaml) throws IOException {
    Files.writeString(directory.resolve(name), yaml);
  }

  @Test
  void plansAreCalledWhatTheySayOrElseByTheirFile() throws IOException {
    file("b.yaml", "name: first");
    file("c.yaml", "name: first");
    file("broken.yaml", "name: [");
    file("Not A Name.yaml", "name: [");
    file("large.yaml", "#".repeat(PlanReader.LARGEST + 10));
    file("other.yml", "name: other");
    Files.createDirectory(directory.resolve("folder.yaml"));

    PlanCatalogue catalogue = new DirectoryPlanCatalogue(directory);

    assertThat(catalogue.entries())
        .extracting(entry -> entry.name().value(), PlanCatalogue.Entry::file)
        .containsExactly(
            tuple("broken", "broken.yaml"), tuple("first", "b.yaml"), tuple("large", "large.yaml"));
    assertThat(catalogue.find(new PlanName("large")).orElseThrow().yaml())
        .hasSize(PlanReader.LARGEST + 1);
    assertThat(catalogue.find(new PlanName("second"))).isEmpty();
    file("d.yaml", "name: second");
    assertThat(catalogue.find(new PlanName("second")).orElseThrow().yaml())
        .isEqualTo("name: second");
  }

  @Test
  void withoutADirectoryThereAreNoPlans() {
    assertThat(new DirectoryPlanCatalogue(null).entries()).isEmpty();
    assertThat(new DirectoryPlanCatalogue(directory.resolve("gone")).entries()).isEmpty();
  }
}

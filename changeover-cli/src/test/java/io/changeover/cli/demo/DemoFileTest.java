package io.changeover.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples say about their demos. */
class DemoFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"askproai", "fulfillment", "railway", "railway-command", "tracehub", "yukyu"})
  void theDiskThatIsLookedAtIsTheOneWithTheDumps(String name) {
    Path example = RunningStack.PROJECT.example(name);
    DemoFile file = DemoFile.read(example);
    Path sample = Path.of("/srv/demo").resolve(name);
    Places places = new Places(example, sample, Ports.free(file.ports()));

    assertThat(places.fill(file.parameters())).containsEntry("backup-storage", sample.toString());
  }
}

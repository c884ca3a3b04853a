package io.changeover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the user that PostgreSQL would run as can come to its data. */
class LaunchTest {
  private static final Launch AS_NOBODY = new Launch(List.of(), Optional.of("nobody"));

  @TempDir private Path home;
  private Path data;

  @BeforeEach
  void lay() throws Exception {
    data = Files.createDirectories(home.resolve("data/postgres"));
    allow(home, "rwx--x--x");
  }

  private static void allow(Path directory, String permissions) throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void aDirectoryAboveThatIsClosedIsNamedBeforeAnythingChangesHands() throws Exception {
    allow(data.getParent(), "rwx------");

    assertThatThrownBy(() -> AS_NOBODY.handOver(data))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessage(
            "PostgreSQL runs as nobody here, who cannot enter %s; use --data DIR elsewhere, such as /var/tmp/changeover",
            data.getParent());
    assertThat(Files.getOwner(data)).isEqualTo(Files.getOwner(home));
  }

  @Test
  void aClosedDirectoryBehindALinkCountsToo() throws Exception {
    allow(data.getParent(), "rwx------");
    Path link = Files.createSymbolicLink(home.resolve("link"), data);

    assertThatThrownBy(() -> AS_NOBODY.handOver(link))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining("cannot enter " + data.getParent().toRealPath());
  }

  @Test
  void whoeverRunsAsHimselfNeedsNoWay() throws Exception {
    allow(data.getParent(), "rwx------");

    new Launch(List.of(), Optional.empty()).handOver(data);

    assertThat(Files.getOwner(data)).isEqualTo(Files.getOwner(home));
  }
}

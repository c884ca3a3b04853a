package io.changeover.kit.process.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.kit.process.ToolCall;
import io.changeover.kit.step.StepFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  private static String path(String inherited) {
    return Environment.of(ToolCall.of("true"), Map.of("PATH", inherited)).get("PATH");
  }

  @Test
  void aProgramOfAdministratorsIsFoundForAnOrdinaryUser() throws Exception {
    ToolCall call = ToolCall.of("chroot");

    Path found = Environment.program(call, Environment.of(call, Map.of("PATH", "/usr/games")));

    assertThat(found).isEqualTo(Path.of("/usr/sbin/chroot"));
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin,                          /usr/bin:/usr/local/sbin:/usr/sbin:/sbin",
    "/sbin:/usr/bin:/usr/local/sbin,    /sbin:/usr/bin:/usr/local/sbin:/usr/sbin",
    "/opt/usr/sbin,                     /opt/usr/sbin:/usr/local/sbin:/usr/sbin:/sbin",
    "/usr/local/sbin:/usr/sbin:/sbin:/bin, /usr/local/sbin:/usr/sbin:/sbin:/bin",
  })
  void systemDirectoriesComeLastUnlessTheyAreThere(String inherited, String searched) {
    assertThat(path(inherited)).isEqualTo(searched);
  }

  @Test
  void aMissingProgramsFailureShowsWhereItWasLookedFor() {
    ToolCall call = ToolCall.of("no-such-program");

    assertThatThrownBy(
            () -> Environment.program(call, Environment.of(call, Map.of("PATH", "/usr/bin"))))
        .isInstanceOfSatisfying(
            StepFailure.class,
            failure ->
                assertThat(failure.reason().message())
                    .contains("on the path /usr/bin:/usr/local/sbin:/usr/sbin:/sbin"));
  }

  @Test
  void aCallsOwnPathIsLeftAsItIs() {
    ToolCall call = ToolCall.of("true").with(Map.of("PATH", "/opt/bin"));

    assertThat(Environment.of(call, Map.of("PATH", "/usr/bin"))).containsEntry("PATH", "/opt/bin");
  }
}

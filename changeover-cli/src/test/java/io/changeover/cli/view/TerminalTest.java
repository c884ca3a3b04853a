package io.changeover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed in a JVM that is told of no language, as in many containers. */
class TerminalTest {
  /** That JVM. */
  static final class Printing {
    public static void main(String[] arguments) {
      Terminal terminal = Terminal.stderr();
      terminal.line("├─ ✓ done");
      terminal.draw(List.of("▶ goes on"));
    }
  }

  @Test
  void theSignsOfTheTreeArePrintedWhateverTheLanguageIs() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Printing.class.getName());
    builder.environment().keySet().removeAll(List.of("LANG", "LC_ALL", "LC_CTYPE"));

    Process printing = builder.redirectErrorStream(true).start();
    String said = new String(printing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.lines()).contains("├─ ✓ done", "▶ goes on");
  }
}

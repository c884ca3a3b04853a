package io.changeover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes are relied on by scripts. */
class ExitCodeTest {
  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({
    "Succeeded, 0",
    "Failed, 4",
    "Rejected, 4",
    "Aborted, 4",
    "RolledBack, 5",
    "NeedsHuman, 6",
    "Migrating, 7",
    "AwaitingApproval, 7"
  })
  void aStateHasItsCode(String state, int code) {
    assertThat(ExitCode.of(state)).isEqualTo(code);
  }

  @Test
  void wordsThatAreOffEndWithTwo() {
    assertThat(ChangeoverCli.run("deplyo")).isEqualTo(ExitCode.USAGE);
    assertThat(ChangeoverCli.run("up", "--port=many")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whoHasNoTokenIsDenied() {
    assertThat(ChangeoverCli.run("list", "--as=nobody", "--data=" + data))
        .isEqualTo(ExitCode.DENIED);
  }

  @Test
  void aServerThatDoesNotAnswerIsWaitedFor() throws IOException {
    Files.writeString(Files.createDirectory(data.resolve("tokens")).resolve("dana"), "t");
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String server = "--server=http://127.0.0.1:" + closed;
    assertThat(ChangeoverCli.run("list", "--as=dana", "--data=" + data, server))
        .isEqualTo(ExitCode.WAITING);
  }
}

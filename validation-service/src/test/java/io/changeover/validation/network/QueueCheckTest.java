package io.changeover.validation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Queue;
import io.changeover.embedded.FreePorts;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Surroundings;
import io.changeover.kit.target.Surroundings.Broker;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import io.changeover.validation.Steps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Redis with a password. */
@RequiresTool("redis-server")
class QueueCheckTest {
  private static final String PASSWORD = "a-brokers-password";

  @TempDir private Path directory;
  private int port;
  private Process redis;

  @BeforeEach
  void start() throws Exception {
    port = FreePorts.next();
    redis =
        new ProcessBuilder(
                List.of(
                    "redis-server",
                    "--port",
                    "" + port,
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--requirepass",
                    PASSWORD,
                    "--dir",
                    directory.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    await().atMost(Patience.LONG).ignoreExceptions().until(() -> say("PING").endsWith("+PONG\r\n"));
  }

  @AfterEach
  void stop() throws Exception {
    redis.destroy();
    redis.waitFor();
  }

  @Test
  void depthAndWorkersAreCounted() throws Exception {
    say("SELECT 2", "RPUSH jobs a b c");
    try (Socket worker = new Socket(InetAddress.getLoopbackAddress(), port)) {
      say(worker, "AUTH " + PASSWORD, "CLIENT SETNAME worker", "BLPOP none 0");
      await()
          .atMost(Patience.LONG)
          .untilAsserted(
              () -> assertThat(look("jobs", 3, 1)).isInstanceOf(Outcome.Succeeded.class));
    }
    await()
        .atMost(Patience.LONG)
        .untilAsserted(() ->
            assertThat(look("jobs", 2, 1).checks())
                .extracting(CheckResult::actual)
                .containsExactly("3", "0"));
    assertThat(look("jobs", 2, 0).checks())
        .extracting(CheckResult::verdict)
        .containsExactly(Verdict.FAILED, Verdict.PASSED);
    assertThat(look("nothing", 0, null)).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void streamsAndSortedSetsAreQueuesAndAStringIsNone() throws Exception {
    say("SELECT 2", "XADD stream * a 1", "ZADD delayed 1 a 2 b", "SET text x");
    assertThat(Steps.only(look("stream", 0, null)).actual()).isEqualTo("1");
    assertThat(Steps.only(look("delayed", 0, null)).actual()).isEqualTo("2");
    assertThat(Steps.only(look("text", 0, null)).actual())
        .contains("text is no queue but a string");
  }

  @Test
  void aBrokerThatRefusesOrIsSilentIsTold() throws Exception {
    Outcome refused = look("jobs", 0, null, broker("wrong-password"));
    assertThat(Steps.only(refused).actual()).contains("WRONGPASS");
    assertThat(refused.toString()).doesNotContain("wrong-password");
    stop();
    assertThat(Steps.only(look("jobs", 0, null)).actual()).startsWith("none: ");
    StepFailure none =
        catchThrowableOfType(StepFailure.class, () -> look("jobs", 0, null, (Broker) null));
    assertThat(none.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
  }

  private Broker broker(String password) {
    return new Broker(URI.create("redis://127.0.0.1:%d/2".formatted(port)), password);
  }

  private Outcome look(String queue, @Nullable Integer most, @Nullable Integer workers)
      throws Exception {
    return look(queue, most, workers, broker(PASSWORD));
  }

  private static Outcome look(
      String queue, @Nullable Integer most, @Nullable Integer workers, @Nullable Broker broker)
      throws Exception {
    Queue spec = new Queue(Steps.APP, new Argument(queue), most, workers, new Argument("worker"));
    Surroundings surroundings =
        new Surroundings(URI.create("http://localhost"), null, null, broker, null);
    return new QueueCheck(Steps.surrounded(surroundings))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }

  private String say(String... commands) throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      say(client, "AUTH " + PASSWORD);
      say(client, commands);
      say(client, "QUIT");
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .replace("+OK\r\n", "");
    }
  }

  private static void say(Socket client, String... commands) throws IOException {
    for (String command : commands) {
      client.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}

package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.UrlPath;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Websocket;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebsocketCheckTest {
  private EchoServer server;

  @BeforeEach
  void start() throws Exception {
    server = new EchoServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void whatIsSaidComesBack() throws Exception {
    Outcome outcome = talk("/ws", "hello", null);
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(outcome.checks()).hasSize(2);
    assertThat(outcome.checks().getLast().actual()).isEqualTo("you said hello");
    assertThat(talk("/ws", "hello", "you said")).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void anotherAnswerOrNoneFails() throws Exception {
    Outcome other = talk("/ws", "hello", "good bye");
    assertThat(other.checks().getLast().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(other.checks().getLast().actual())
        .isEqualTo("none: nothing within 700 ms, but 1 other texts came");
  }

  @Test
  void aRefusedHandshakeIsTold() throws Exception {
    assertThat(Steps.only(talk("/closed", "hello", null)).actual()).isEqualTo("none: status 403");
    server.close();
    assertThat(Steps.only(talk("/ws", "hello", null)).actual()).isEqualTo("none: nobody listens");
  }

  private Outcome talk(String path, String send, @Nullable String expect) throws Exception {
    Conversations conversations =
        new Conversations(
            Steps.application(server.url(), null, Map.of()), new Secrets(), Steps.SETTINGS);
    Websocket spec =
        new Websocket(
            Steps.APP, null, new UrlPath(path), null, send, expect, Duration.ofMillis(700));
    return new WebsocketCheck(conversations)
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}

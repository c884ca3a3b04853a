package io.changeover.validation.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Argument;
import io.changeover.contracts.CheckResult;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Smtp;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Surroundings;
import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.mail.MailOptions;
import io.changeover.validation.Steps;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SmtpCheckTest {
  @Test
  void aServerThatWouldTakeTheMailPassesAndGetsNone() throws Exception {
    try (MailCatcher mail = MailCatcher.start(MailOptions.onFreePorts())) {
      Outcome outcome = ask(mail.smtpPort(), false);
      assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
      assertThat(outcome.checks())
          .extracting(CheckResult::name)
          .containsExactly(
              "greeting",
              "EHLO changeover.invalid",
              "MAIL FROM:<noreply@example.org>",
              "RCPT TO:<team@example.org>");
      assertThat(mail.mails()).isEmpty();

      CheckResult startTls = ask(mail.smtpPort(), true).checks().getLast();
      assertThat(startTls.name()).isEqualTo("STARTTLS");
      assertThat(startTls.actual()).isEqualTo("not offered");
    }
  }

  @Test
  void aRefusedRecipientIsToldInTheServersWords() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(server));
      CheckResult last = ask(server.getLocalPort(), true).checks().getLast();
      assertThat(last.actual()).isEqualTo("550 no such user here");
      assertThat(last.verdict()).isEqualTo(Verdict.FAILED);
    }
  }

  @Test
  void whereNobodyListensIsTold() throws Exception {
    ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    gone.close();
    assertThat(Steps.only(ask(gone.getLocalPort(), false)).actual()).startsWith("none: ");
  }

  private static void refuse(ServerSocket server) {
    String[] answers = {
      "220 mx",
      "250-mx\r\n250-STARTTLS\r\n250 8BITMIME",
      "250 ok",
      "550 no such user here",
      "250 ok"
    };
    try (Socket client = server.accept()) {
      for (String answer : answers) {
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      client.getInputStream().readAllBytes();
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private static Outcome ask(int port, boolean startTls) throws Exception {
    Smtp spec =
        new Smtp(
            Steps.APP,
            new Argument("noreply@example.org"),
            new Argument("team@example.org"),
            startTls);
    Surroundings surroundings =
        new Surroundings(
            URI.create("http://localhost"),
            null,
            null,
            null,
            InetSocketAddress.createUnresolved("127.0.0.1", port));
    return new SmtpCheck(Steps.surrounded(surroundings))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}

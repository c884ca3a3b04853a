package io.changeover.validation.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.Argument;
import io.changeover.contracts.step.Dns;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Surroundings;
import io.changeover.validation.Steps;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DnsCheckTest {
  @Test
  void exactlyTheseAddressesPass() throws Exception {
    try (SomeNameServer server =
        new SomeNameServer(Map.of("tickets.example.", List.of("192.0.2.10", "192.0.2.11")))) {
      assertThat(ask(server, "tickets.example")).isInstanceOf(Outcome.Succeeded.class);
      assertThat(ask(server, "tickets.example", "192.0.2.11", "192.0.2.10"))
          .isInstanceOf(Outcome.Succeeded.class);
      assertThat(Steps.only(ask(server, "tickets.example", "192.0.2.10")).actual())
          .isEqualTo("192.0.2.10, 192.0.2.11");
      assertThat(ask(server, "tickets.example", "192.0.2.10")).isInstanceOf(Outcome.Failed.class);
      assertThat(Steps.only(ask(server, "ticket.example")).actual()).isEqualTo("no such name");
    }
  }

  @Test
  void aServerThatIsGoneIsTold() throws Exception {
    SomeNameServer gone = new SomeNameServer(Map.of());
    InetSocketAddress address = gone.address();
    gone.close();
    assertThat(Steps.only(ask(address, "tickets.example")).actual())
        .startsWith("no answer of the name server");
  }

  @Test
  void withoutASomeNameServerTheHostsOwnIsAsked() throws Exception {
    assertThat(ask((InetSocketAddress) null, "127.0.0.1", "127.0.0.1"))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(Steps.only(ask((InetSocketAddress) null, "no-such-host.invalid")).actual())
        .isEqualTo("no such name");
  }

  private static Outcome ask(SomeNameServer server, String host, String... addresses)
      throws Exception {
    return ask(server.address(), host, addresses);
  }

  private static Outcome ask(@Nullable InetSocketAddress server, String host, String... addresses)
      throws Exception {
    Dns spec = new Dns(Steps.APP, Arrays.stream(addresses).map(Argument::new).toList());
    Surroundings surroundings =
        new Surroundings(URI.create("https://" + host), null, server, null, null);
    return new DnsCheck(Steps.surrounded(surroundings))
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}

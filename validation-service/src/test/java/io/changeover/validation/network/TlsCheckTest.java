package io.changeover.validation.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Verdict;
import io.changeover.contracts.step.Tls;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Surroundings;
import io.changeover.testsupport.RequiresTool;
import io.changeover.validation.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made by openssl, shown by a real TLS server. */
@RequiresTool("openssl")
class TlsCheckTest {
  private static final char[] PASSWORD = "secret".toCharArray();

  @TempDir private Path directory;

  @Test
  void aGoodCertificatePasses() throws Exception {
    authority();
    certificate("DNS:*.railway.example", 90);
    assertThat(look(30, directory.resolve("ca.pem"))).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void eachFaultIsToldByItself() throws Exception {
    authority();
    certificate("DNS:tickets.railway.example", 20);
    Path ca = directory.resolve("ca.pem");

    assertThat(failed(look(14, ca))).isEmpty();
    assertThat(failed(look(30, ca))).containsExactly("certificate's validity");
    assertThat(failed(look(14, null))).containsExactly("certificate chain");
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(21));
    assertThat(failed(look(0, ca, later))).containsExactly("certificate's validity");

    certificate("DNS:railway.example,DNS:*.a.railway.example", 20);
    assertThat(failed(look(14, ca))).containsExactly("certificate's names");
  }

  @Test
  void aUrlWithoutTlsAndASilentServerAreTold() throws Exception {
    StepFailure plain =
        catchThrowableOfType(
            StepFailure.class,
            () -> handle(Surroundings.of(URI.create("http://localhost")), 14, Clock.systemUTC()));
    assertThat(plain.reason().code()).isEqualTo(FailureCode.REFUSED);
    Outcome nobody =
        handle(Surroundings.of(URI.create("https://127.0.0.1:9")), 14, Clock.systemUTC());
    assertThat(Steps.only(nobody).actual()).startsWith("none: ");
  }

  private static List<String> failed(Outcome outcome) {
    return outcome.checks().stream()
        .filter(check -> check.verdict() == Verdict.FAILED)
        .map(CheckResult::name)
        .toList();
  }

  private Outcome look(int days, @Nullable Path authority) throws Exception {
    return look(days, authority, Clock.systemUTC());
  }

  private Outcome look(int days, @Nullable Path authority, Clock clock) throws Exception {
    try (SSLServerSocket server = server();
        SomeNameServer names =
            new SomeNameServer(Map.of("tickets.railway.example.", List.of("127.0.0.1")))) {
      Thread.ofVirtual().start(() -> greet(server));
      URI url = URI.create("https://tickets.railway.example:" + server.getLocalPort());
      return handle(new Surroundings(url, authority, names.address(), null, null), days, clock);
    }
  }

  private static Outcome handle(Surroundings surroundings, int days, Clock clock) throws Exception {
    Tls spec = new Tls(Steps.APP, days);
    return new TlsCheck(Steps.surrounded(surroundings), clock)
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }

  private static void greet(SSLServerSocket server) {
    try (SSLSocket client = (SSLSocket) server.accept()) {
      client.startHandshake();
      client.getInputStream().readAllBytes();
    } catch (IOException hungUp) {
      // The check hangs up after the handshake.
    }
  }

  private SSLServerSocket server() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve("server.p12"))) {
      store.load(file, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private void authority() throws Exception {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 365 -subj /CN=Test-CA");
  }

  private void certificate(String names, int days) throws Exception {
    Files.writeString(directory.resolve("names"), "subjectAltName=" + names);
    openssl("req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=ignored");
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -extfile names -days "
            + days);
    openssl("pkcs12 -export -in server.pem -inkey server.key -out server.p12 -passout pass:secret");
  }

  private void openssl(String arguments) throws Exception {
    Process openssl =
        new ProcessBuilder(("openssl " + arguments).split(" ", -1))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.log").toFile())
            .start();
    assertThat(openssl.waitFor()).as(() -> read(directory.resolve("openssl.log"))).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

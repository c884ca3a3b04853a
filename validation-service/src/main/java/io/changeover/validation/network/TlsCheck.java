package io.changeover.validation.network;

import static io.changeover.validation.Defaults.filled;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Tls;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Applications;
import io.changeover.kit.target.Surroundings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** Looks at the certificate of an application's public URL. */
@Component
final class TlsCheck implements StepHandler<Tls> {
  private static final int USUAL_PORT = 443;
  private static final String WHAT_TO_DO =
      "Have the certificate renewed for this name, install it with its chain, and retry.";

  private final Surrounded surrounded;
  private final Clock clock;

  TlsCheck(Applications applications, Clock clock) {
    this.surrounded = new Surrounded(applications);
    this.clock = clock;
  }

  @Override
  public Class<Tls> kind() {
    return Tls.class;
  }

  @Override
  public Outcome handle(StepCommand command, Tls spec, StepContext context)
      throws StepFailure, InterruptedException {
    Surroundings surroundings = surrounded.of(command, spec.target());
    URI url = surroundings.publicUrl();
    if (!"https".equals(url.getScheme())) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The public URL %s has no certificate: it is not https.".formatted(url),
          "Register changeover.applications.<name>.public-url with the https URL that users type.");
    }
    try {
      ServerCertificate certificate =
          ServerCertificate.of(url.getHost(), address(surroundings), context);
      return Outcome.ofChecks(checks(command, spec, surroundings, certificate), WHAT_TO_DO);
    } catch (IOException | GeneralSecurityException silent) {
      context.throwIfStopped();
      return Surrounded.silence(
          "TLS handshake with " + url.getHost(),
          silent instanceof IOException problem ? problem : new IOException(silent),
          command.severity());
    }
  }

  /** By the registered name server, so that a name can be looked at before the world knows it. */
  private static InetSocketAddress address(Surroundings surroundings) throws IOException {
    SortedSet<String> addresses = NameLookup.addresses(surroundings);
    if (addresses.isEmpty()) {
      throw new IOException("there is no such name");
    }
    int port = surroundings.publicUrl().getPort();
    return new InetSocketAddress(addresses.getFirst(), port < 0 ? USUAL_PORT : port);
  }

  private List<CheckResult> checks(
      StepCommand command, Tls spec, Surroundings surroundings, ServerCertificate certificate)
      throws IOException, GeneralSecurityException {
    String host = surroundings.publicUrl().getHost();
    String distrust = certificate.distrust(surroundings.certificateAuthority());
    long days =
        Duration.between(clock.instant(), certificate.own().getNotAfter().toInstant()).toDays();
    return List.of(
        CheckResult.of(
            "certificate chain",
            "vouched for by a known authority",
            distrust.isEmpty()
                ? "issued by " + certificate.own().getIssuerX500Principal()
                : distrust,
            command.severity(),
            distrust.isEmpty()),
        CheckResult.of(
            "certificate's names",
            host,
            String.join(", ", certificate.names()),
            command.severity(),
            certificate.isFor(host)),
        CheckResult.of(
            "certificate's validity",
            "%d days more".formatted(filled(spec.validDays())),
            "%d days, until %s".formatted(days, certificate.own().getNotAfter().toInstant()),
            command.severity(),
            days >= filled(spec.validDays())));
  }
}

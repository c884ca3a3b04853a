package io.changeover.validation.network;

import io.changeover.kit.step.StepContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a server shows in its TLS handshake.
 *
 * @param chain its own certificate first
 */
record ServerCertificate(List<X509Certificate> chain) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Of authorities in a Java KeyStore: any name will do. */
  private static final String ALIAS = "authority-";

  /**
   * Shakes hands, whatever the certificate is like, and hangs up. Nothing is said over the
   * connection, so nobody can listen in on it.
   */
  static ServerCertificate of(String host, InetSocketAddress address, StepContext context)
      throws IOException, GeneralSecurityException {
    Listener listener = new Listener();
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {listener}, null);
    int patience = Math.toIntExact(Line.PATIENCE.toMillis());
    try (Socket plain = new Socket();
        StepContext.Registration _ = context.onStop(() -> hangUp(plain))) {
      plain.connect(address, patience);
      plain.setSoTimeout(patience);
      try (SSLSocket socket =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, host, address.getPort(), true)) {
        socket.startHandshake();
      }
    }
    return new ServerCertificate(listener.shown);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new IllegalStateException("a socket that cannot be closed", gone);
    }
  }

  X509Certificate own() {
    return chain.getFirst();
  }

  /**
   * Why nobody vouches for the chain; empty when somebody does.
   *
   * @param authority PEM certificates; null for the JDK's
   */
  String distrust(@Nullable Path authority) throws IOException, GeneralSecurityException {
    try {
      trustManager(authority).checkServerTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
      return "";
    } catch (CertificateException distrusted) {
      String why = distrusted.getMessage();
      return why == null ? distrusted.getClass().getSimpleName() : why;
    }
  }

  private static X509TrustManager trustManager(@Nullable Path authority)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authority == null ? null : store(authority));
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore store(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry(ALIAS + number++, each);
      }
    }
    return store;
  }

  /** The names and addresses that it is for; the common name has not counted for a long time. */
  List<String> names() throws CertificateException {
    Collection<List<?>> all = own().getSubjectAlternativeNames();
    return all == null
        ? List.of()
        : all.stream()
            .filter(each -> each.getFirst().equals(DNS_NAME) || each.getFirst().equals(IP_ADDRESS))
            .map(each -> String.valueOf(each.get(1)))
            .toList();
  }

  /** Whether it is for this host; a star stands for one label, the first (RFC 6125). */
  boolean isFor(String host) throws CertificateException {
    String wanted = host.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String star = dot < 0 ? wanted : "*" + wanted.substring(dot);
    return names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || name.equals(star));
  }

  /** Keeps what is shown, so that it can be judged in peace, one question after the other. */
  private static final class Listener implements X509TrustManager {
    private List<X509Certificate> shown = List.of();

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      shown = List.of(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

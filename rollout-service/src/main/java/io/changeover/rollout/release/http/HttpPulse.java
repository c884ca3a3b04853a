package io.changeover.rollout.release.http;

import io.changeover.rollout.release.Pulse;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Over HTTP/1.1, each time on a new connection, redirects not followed. */
@Component
final class HttpPulse implements Pulse {
  /** How long an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So much of an answer is read before the connection is given up, in bytes. */
  private static final int LARGEST_ANSWER = 64 * 1024;

  @Override
  public Beat take(URI health) {
    try {
      return ask((HttpURLConnection) health.toURL().openConnection(Proxy.NO_PROXY));
    } catch (ConnectException refused) {
      return new Beat(false, "nobody listens");
    } catch (SocketTimeoutException late) {
      return new Beat(false, "no answer within " + PATIENCE.toSeconds() + " s");
    } catch (IOException broken) {
      return new Beat(false, "the connection broke: " + broken.getMessage());
    }
  }

  private static Beat ask(HttpURLConnection connection) throws IOException {
    connection.setConnectTimeout((int) PATIENCE.toMillis());
    connection.setReadTimeout((int) PATIENCE.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    // A kept connection would speak to whoever was there before.
    connection.setRequestProperty("Connection", "close");
    try {
      int status = connection.getResponseCode();
      if (status == HttpURLConnection.HTTP_OK) {
        try (InputStream body = connection.getInputStream()) {
          body.readNBytes(LARGEST_ANSWER);
        }
      }
      return new Beat(status == HttpURLConnection.HTTP_OK, "status " + status);
    } finally {
      connection.disconnect();
    }
  }
}

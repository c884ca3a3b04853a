package io.changeover.kit.target;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an application needs around it.
 *
 * @param publicUrl what its users type; the front's URL when nothing else is registered
 * @param certificateAuthority PEM certificates that vouch for the public URL; null when those of
 *     the JDK do
 * @param nameServer who is asked for the public URL's host; null for the host's own
 * @param broker where its jobs wait; null when it has none
 * @param mailServer who takes its mail; null when it sends none
 */
public record Surroundings(
    URI publicUrl,
    @Nullable Path certificateAuthority,
    @Nullable InetSocketAddress nameServer,
    @Nullable Broker broker,
    @Nullable InetSocketAddress mailServer) {

  /**
   * A Redis.
   *
   * @param url as in redis://host:6379/0, without credentials
   * @param password secret; null when it needs none
   */
  public record Broker(URI url, @Nullable String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return url.toString();
    }
  }

  /** Of an application that needs nothing but itself. */
  public static Surroundings of(URI url) {
    return new Surroundings(url, null, null, null, null);
  }
}

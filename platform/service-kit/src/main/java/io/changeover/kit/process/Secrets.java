package io.changeover.kit.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that this service has read, so that they can be blacked out of whatever leaves it.
 * Thread-safe.
 */
public final class Secrets {
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Remembers a secret for as long as the service runs, and gives it back. */
  public String remember(String secret) {
    known.add(secret);
    return secret;
  }

  /** The text without any secret that was remembered, and without any password of a URL. */
  public String blackOut(String text) {
    return Redaction.of(List.copyOf(known)).apply(text);
  }
}

package io.changeover.kit.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The secrets that this service has read, so that they can be blacked out of whatever leaves it.
 * Thread-safe.
 */
public final class Secrets {
  /** What others write into their logs may be a secret that this service has never read. */
  private static final Pattern PASSWORD_IN_URL =
      Pattern.compile("(://[^:/@\\s]{0,200}:)[^@/\\s]{1,4000}@");

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /** Remembers a secret for as long as the service runs, and gives it back. */
  public String remember(String secret) {
    known.add(secret);
    return secret;
  }

  /** The text without any secret that was remembered, and without any password of a URL. */
  public String blackOut(String text) {
    String bare = Redaction.of(List.copyOf(known)).apply(text);
    return PASSWORD_IN_URL.matcher(bare).replaceAll("$1***@");
  }
}

package io.changeover.migration.decrypt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens as the Fernet specification (github.com/fernet/spec) has them: version, time,
 * initialization vector, AES-128-CBC, HMAC-SHA256.
 */
final class Fernet {
  private static final int KEY_BYTES = 32;
  private static final int HALF = 16;
  private static final int MAC_BYTES = 32;
  private static final byte VERSION = (byte) 0x80;
  private static final int VECTOR_AT = 9;
  private static final int CIPHER_AT = VECTOR_AT + HALF;

  private final SecretKeySpec signing;
  private final SecretKeySpec encryption;

  /**
   * Takes a key.
   *
   * @throws IllegalArgumentException when it is none
   */
  Fernet(String key) {
    byte[] bytes = Base64.getUrlDecoder().decode(key.strip());
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a Fernet key has 32 bytes");
    }
    signing = new SecretKeySpec(bytes, 0, HALF, "HmacSHA256");
    encryption = new SecretKeySpec(bytes, HALF, HALF, "AES");
  }

  /** The plain text; empty when the token was not made with this key, or was changed since. */
  Optional<String> decrypt(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (bytes.length < CIPHER_AT + HALF + MAC_BYTES || bytes[0] != VERSION) {
        return Optional.empty();
      }
      int end = bytes.length - MAC_BYTES;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(signing);
      mac.update(bytes, 0, end);
      if (!MessageDigest.isEqual(mac.doFinal(), Arrays.copyOfRange(bytes, end, bytes.length))) {
        return Optional.empty();
      }
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, encryption, new IvParameterSpec(bytes, VECTOR_AT, HALF));
      byte[] plain = cipher.doFinal(bytes, CIPHER_AT, end - CIPHER_AT);
      return Optional.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException noToken) {
      return Optional.empty();
    }
  }
}

package io.changeover.testsupport.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a MIME message. */
final class MailParts {
  private MailParts() {}

  static CaughtMail read(int number, MimeMessage message, Instant caughtAt)
      throws MessagingException, IOException {
    return new CaughtMail(
        number,
        Optional.ofNullable(message.getMessageID()).orElse(""),
        addresses(message.getFrom()).stream().findFirst().orElse(""),
        addresses(message.getAllRecipients()),
        Optional.ofNullable(message.getSubject()).orElse(""),
        caughtAt,
        first(message, "text/plain").orElse(""),
        first(message, "text/html").orElse(""),
        headers(message));
  }

  private static List<String> addresses(jakarta.mail.Address[] addresses) {
    return addresses == null
        ? List.of()
        : Arrays.stream(addresses).map(jakarta.mail.Address::toString).toList();
  }

  private static Map<String, String> headers(MimeMessage message) throws MessagingException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : Collections.list(message.getAllHeaders())) {
      headers.put(header.getName(), header.getValue());
    }
    return headers;
  }

  private static Optional<String> first(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int index = 0; index < parts.getCount(); index++) {
        Optional<String> found = first(parts.getBodyPart(index), type);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return part.isMimeType(type)
        ? Optional.of(String.valueOf(part.getContent()))
        : Optional.empty();
  }
}

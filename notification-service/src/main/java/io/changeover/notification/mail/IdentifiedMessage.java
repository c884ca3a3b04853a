package io.changeover.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/** A mail that keeps the Message-ID it was given; the library would invent one for each attempt. */
final class IdentifiedMessage extends MimeMessage {
  private final String id;

  IdentifiedMessage(String id) {
    super((@Nullable Session) null);
    this.id = id;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}

package io.changeover.notification.mail;

import io.changeover.notification.delivery.ChannelKind;
import io.changeover.notification.delivery.Courier;
import io.changeover.notification.delivery.Delivery;
import io.changeover.notification.delivery.Receipt;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Brings mails to an SMTP server. A mail that is sent again carries the same Message-ID, so that
 * mailboxes take the two for one; all mails of a deployment to one address make up a conversation.
 */
final class SmtpCourier implements Courier {
  private final JavaMailSender sender;
  private final MailTexts texts;
  private final String from;

  SmtpCourier(JavaMailSender sender, MailTexts texts, String from) {
    this.sender = sender;
    this.texts = texts;
    this.from = from;
  }

  @Override
  public ChannelKind channel() {
    return ChannelKind.MAIL;
  }

  @Override
  public Receipt deliver(Delivery delivery) {
    try {
      MimeMessage message = write(delivery);
      sender.send(message);
      return new Receipt.Sent(MessageIds.of(delivery), delivery.sequence());
    } catch (MailAuthenticationException denied) {
      return new Receipt.Refused("the mail server does not accept the login", true);
    } catch (MailParseException | MailPreparationException | MessagingException unsendable) {
      return new Receipt.Refused("the mail cannot be written: " + unsendable.getMessage(), false);
    } catch (MailSendException failed) {
      return failed(failed);
    } catch (MailException failed) {
      return new Receipt.Failed("the mail server did not take it: " + failed.getMessage());
    }
  }

  private MimeMessage write(Delivery delivery) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(MessageIds.of(delivery));
    MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(delivery.address());
    helper.setSubject(texts.subject(delivery.said()));
    helper.setSentDate(Date.from(sentDate(delivery)));
    helper.setText(
        texts.text(delivery.deployment(), delivery.said()),
        texts.html(delivery.deployment(), delivery.said()));
    String first = MessageIds.conversation(delivery);
    message.setHeader("References", first);
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private static Instant sentDate(Delivery delivery) {
    return delivery.createdAt();
  }

  private static Receipt failed(MailSendException failed) {
    SendFailedException rejected = rejection(failed);
    return rejected == null
        ? new Receipt.Failed("the mail server did not take it: " + failed.getMessage())
        : new Receipt.Refused("the address was not accepted: " + rejected.getMessage(), false);
  }

  /** The server's word on the recipient, unless it is for now only (a code of 4xx). */
  private static @Nullable SendFailedException rejection(MailSendException failed) {
    for (Exception each : failed.getMessageExceptions()) {
      if (each instanceof SendFailedException rejected
          && rejected.getInvalidAddresses() != null
          && rejected.getInvalidAddresses().length > 0) {
        return rejected;
      }
    }
    return failed.getCause() instanceof SendFailedException rejected
            && rejected.getCause() instanceof AddressException
        ? rejected
        : null;
  }
}

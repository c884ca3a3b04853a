package io.changeover.testsupport.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.changeover.testsupport.TcpFaultProxy;
import io.changeover.testsupport.web.ChangeStream;
import io.changeover.testsupport.web.LocalWeb;
import java.time.Duration;
import java.util.List;

/**
 * An SMTP server (GreenMail) that takes every mail, delivers none, and shows them on a page.
 *
 * <p>Clients reach it through a proxy, so that an outage does not lose what was caught before.
 */
public final class MailCatcher implements AutoCloseable {
  private final GreenMail server;
  private final TcpFaultProxy smtp;
  private final Inbox inbox;
  private final LocalWeb web;

  private MailCatcher(MailOptions options) {
    web = new LocalWeb(options.webPort());
    ChangeStream changes = new ChangeStream();
    server =
        new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    inbox = new Inbox(server.getUserManager(), options.clock(), changes::announce);
    server.getUserManager().setMessageDeliveryHandler(inbox);
    server.start();
    smtp = TcpFaultProxy.to("127.0.0.1", server.getSmtp().getPort(), options.smtpPort());
    web.handle("/changes", changes)
        .file("/mail.css", MailCatcher.class, "mail.css", "text/css; charset=utf-8")
        .file("/live.js", LocalWeb.class, "live.js", "text/javascript; charset=utf-8")
        .handle("/", new InboxPages(inbox))
        .start();
  }

  /** Starts it; it accepts mail when this returns. */
  public static MailCatcher start(MailOptions options) {
    return new MailCatcher(options);
  }

  /** The SMTP port on 127.0.0.1: no encryption, no authentication. */
  public int smtpPort() {
    return smtp.port();
  }

  /** The address of the inbox page. */
  public String url() {
    return web.url();
  }

  /** What was caught, oldest first; a mail to several recipients is there once. */
  public List<CaughtMail> mails() {
    return inbox.mails();
  }

  /** Waits until at least so many mails were caught; false if they were not within the limit. */
  public boolean awaitMails(int count, Duration limit) throws InterruptedException {
    return inbox.await(count, limit);
  }

  /** Refuses connections until {@link #endOutage()}. */
  public void beginOutage() {
    smtp.refuse();
  }

  /** Takes connections and then says nothing until {@link #endOutage()}. */
  public void hang() {
    smtp.stall();
  }

  /** Works again. */
  public void endOutage() {
    smtp.heal();
  }

  @Override
  public void close() {
    web.close();
    smtp.close();
    server.stop();
  }
}

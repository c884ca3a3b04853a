package io.changeover.testsupport.mail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.MessageDeliveryHandler;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps every mail once, however many recipients it has. */
final class Inbox implements MessageDeliveryHandler {
  private final UserManager users;
  private final Clock clock;
  private final Runnable onArrival;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<CaughtMail> mails = new ArrayList<>();
  private final Set<MovingMessage> seen = Collections.newSetFromMap(new WeakHashMap<>());

  Inbox(UserManager users, Clock clock, Runnable onArrival) {
    this.users = users;
    this.clock = clock;
    this.onArrival = onArrival;
  }

  /** Called once per recipient. */
  @Override
  public GreenMailUser handle(MovingMessage message, MailAddress recipient)
      throws MessagingException, UserException {
    lock.lock();
    try {
      if (seen.add(message)) {
        mails.add(MailParts.read(mails.size() + 1, message.getMessage(), clock.instant()));
        arrived.signalAll();
        onArrival.run();
      }
      return userOf(recipient.getEmail());
    } catch (IOException e) {
      throw new MessagingException("cannot read the mail", e);
    } finally {
      lock.unlock();
    }
  }

  List<CaughtMail> mails() {
    lock.lock();
    try {
      return List.copyOf(mails);
    } finally {
      lock.unlock();
    }
  }

  Optional<CaughtMail> mail(int number) {
    return mails().stream().filter(mail -> mail.number() == number).findFirst();
  }

  boolean await(int count, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (mails.size() < count && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return mails.size() >= count;
    } finally {
      lock.unlock();
    }
  }

  private GreenMailUser userOf(String email) throws UserException {
    GreenMailUser user = users.getUserByEmail(email);
    return user == null ? users.createUser(email, email, email) : user;
  }
}

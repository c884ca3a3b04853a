package io.changeover.kit.message.kafka;

import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.WaitingRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records on their way from the transactions that have added them to the relay, without the detour
 * through the outbox's table. Of one key they leave in the order in which they were added: a
 * transaction that has added something for a key hears of the end of the one before it only after
 * the database does, so whatever shares a key with an open transaction's records waits for its end.
 */
final class Handover {
  /** The most records that are kept; the others are read from the outbox. */
  static final int MOST = 2_000;

  private final Runnable wake;
  private final Set<Ticket> tickets = new LinkedHashSet<>();
  private int kept;
  private boolean incomplete = true;

  /**
   * Hands over.
   *
   * @param wake called when there may be something to send
   */
  Handover(Runnable wake) {
    this.wake = wake;
  }

  synchronized OutboxRelay.Expected expect(List<WaitingRecord> records) {
    boolean fits = kept + records.size() <= MOST;
    Ticket ticket = new Ticket(fits ? records : List.of(), keys(records), fits);
    kept += ticket.records.size();
    tickets.add(ticket);
    return ticket;
  }

  private static Set<String> keys(List<WaitingRecord> records) {
    return records.stream().map(WaitingRecord::key).collect(Collectors.toSet());
  }

  /** Whether the outbox may hold what is not here, or what goes before it. */
  synchronized boolean isIncomplete() {
    return incomplete;
  }

  /** What may be sent now, out of here for good. Nothing while this is incomplete. */
  synchronized List<WaitingRecord> ready() {
    List<WaitingRecord> ready = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    Iterator<Ticket> oldestFirst = tickets.iterator();
    while (!incomplete && oldestFirst.hasNext()) {
      Ticket ticket = oldestFirst.next();
      if (ticket.committed && ticket.keys.stream().noneMatch(blocked::contains)) {
        ready.addAll(ticket.records);
        kept -= ticket.records.size();
        oldestFirst.remove();
      } else {
        blocked.addAll(ticket.keys);
      }
    }
    return ready;
  }

  /** From now on the outbox is read, so what was committed need not be kept here. */
  synchronized void startOver() {
    tickets.removeIf(ticket -> {
      kept -= ticket.committed ? ticket.records.size() : 0;
      return ticket.committed;
    });
    incomplete = false;
  }

  /** The outbox has to be read before anything is sent from here. */
  synchronized void lookIntoOutbox() {
    incomplete = true;
  }

  /** What was read from the outbox and sent is not sent again from here. */
  synchronized void sent(Collection<Long> ids) {
    Set<Long> gone = new HashSet<>(ids);
    for (Ticket ticket : tickets) {
      int before = ticket.records.size();
      ticket.records =
          ticket.records.stream().filter(waiting -> !gone.contains(waiting.id())).toList();
      kept -= before - ticket.records.size();
    }
  }

  private synchronized void end(Ticket ticket, boolean committed, boolean certain) {
    if (committed && certain && ticket.whole) {
      ticket.committed = true;
      return;
    }
    incomplete = incomplete || committed;
    if (tickets.remove(ticket)) {
      kept -= ticket.records.size();
    }
  }

  /** What one transaction has added. */
  private final class Ticket implements OutboxRelay.Expected {
    private final Set<String> keys;
    private final boolean whole;
    private List<WaitingRecord> records;
    private boolean committed;

    Ticket(List<WaitingRecord> records, Set<String> keys, boolean whole) {
      this.records = records;
      this.keys = keys;
      this.whole = whole;
    }

    @Override
    public void committed() {
      end(this, true, true);
      wake.run();
    }

    @Override
    public void rolledBack() {
      end(this, false, true);
      wake.run();
    }

    @Override
    public void unknown() {
      end(this, true, false);
      wake.run();
    }
  }
}

package io.changeover.kit.job;

import org.springframework.transaction.support.TransactionTemplate;

/** What a specialist does before it claims anything. */
final class Start implements Runnable {
  private final Jobs jobs;
  private final Worker worker;
  private final SpecialistAnnouncement announcement;
  private final TransactionTemplate transactions;

  Start(
      Jobs jobs,
      Worker worker,
      SpecialistAnnouncement announcement,
      TransactionTemplate transactions) {
    this.jobs = jobs;
    this.worker = worker;
    this.announcement = announcement;
    this.transactions = transactions;
  }

  /** Nobody has to wait for the lease of a process of this host that is certainly gone. */
  @Override
  public void run() {
    jobs.expire(worker::knowsDead);
    transactions.executeWithoutResult(_ -> announcement.announce());
  }
}

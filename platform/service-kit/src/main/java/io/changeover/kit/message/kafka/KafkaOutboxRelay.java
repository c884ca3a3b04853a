package io.changeover.kit.message.kafka;

import io.changeover.kit.message.OutboxRelay;
import io.changeover.kit.message.WaitingRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs the relay's loop on one thread while the service runs. */
final class KafkaOutboxRelay implements OutboxRelay, SmartLifecycle {
  /** Starts first and stops last of all that sends, so that nothing waits for the next start. */
  static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4_000;

  /** How long a sending may go on when the service stops; what is not sent stays in the outbox. */
  static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final RelayLoop loop;
  private @Nullable Thread thread;

  KafkaOutboxRelay(RelayLoop loop) {
    this.loop = loop;
  }

  @Override
  public Expected expect(List<WaitingRecord> records) {
    return loop.handover().expect(records);
  }

  @Override
  public synchronized void start() {
    try {
      loop.takePart();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    thread = Thread.ofPlatform().daemon().name("outbox-relay").start(loop);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      end(thread);
      thread = null;
    }
  }

  private void end(Thread running) {
    try {
      loop.stop();
      if (!running.join(LONGEST_STOP)) {
        running.interrupt();
        running.join();
      }
    } catch (InterruptedException impatient) {
      running.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}

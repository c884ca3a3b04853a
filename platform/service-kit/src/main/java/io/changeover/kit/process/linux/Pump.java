package io.changeover.kit.process.linux;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one output of a tool on a thread of its own. A tool whose output nobody reads stands still.
 */
final class Pump {
  /** Reads a stream to its end. */
  interface Reading {
    void of(InputStream stream) throws IOException;
  }

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;

  /**
   * Starts to read.
   *
   * @param onFailure called when reading fails; from then on the stream is only emptied
   */
  static Pump start(String name, InputStream stream, Reading reading, Runnable onFailure) {
    Pump pump = new Pump();
    // Not a virtual thread: a read of a pipe would hold its carrier.
    Thread.ofPlatform().daemon().name(name).start(() -> pump.run(stream, reading, onFailure));
    return pump;
  }

  private void run(InputStream stream, Reading reading, Runnable onFailure) {
    try (stream) {
      reading.of(stream);
    } catch (IOException | RuntimeException | Error failed) {
      failure = failed;
      onFailure.run();
    } finally {
      ended.countDown();
    }
  }

  /** Waits for the end of the stream, but not for ever: a grandchild may hold the pipe open. */
  boolean endedWithin(Duration patience) throws InterruptedException {
    return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What went wrong with reading, or with whoever got what was read. */
  @Nullable Throwable failure() {
    return failure;
  }
}

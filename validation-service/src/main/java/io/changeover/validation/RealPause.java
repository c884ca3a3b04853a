package io.changeover.validation;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits in real time for a permit that nobody ever gives. */
@Component
final class RealPause implements Pause {
  @Override
  public void lasting(Duration length) throws InterruptedException {
    boolean neverGiven = new Semaphore(0).tryAcquire(length.toNanos(), TimeUnit.NANOSECONDS);
    assert !neverGiven;
  }
}

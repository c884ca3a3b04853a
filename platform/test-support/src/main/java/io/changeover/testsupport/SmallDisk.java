package io.changeover.testsupport;

import io.changeover.embedded.EmbeddedStartException;
import io.changeover.embedded.MemoryDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A disk that is soon full, for one test. */
public final class SmallDisk {
  private SmallDisk() {}

  /** Mounts one. Where only root could, the test is skipped with a reason that says so. */
  public static MemoryDisk mount(Path directory, String size) throws IOException {
    try {
      return MemoryDisk.mount(directory, size);
    } catch (EmbeddedStartException refused) {
      String reason = "SKIPPED, NOT TESTED: ONLY ROOT MOUNTS A SMALL DISK: " + refused.getMessage();
      System.err.println(reason);
      return Assumptions.abort(reason);
    }
  }
}

package io.changeover.migration;

import io.changeover.contracts.Progress;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tool tells while it runs. A migration may print lines for us:
 *
 * <pre>
 * changeover-progress: done=5000 total=100000 unit=rows table=shipments
 * changeover-count: shipments=100000
 * changeover-note: organization VIBOTAJ created
 * </pre>
 *
 * <p>Anything else is left alone. Lines come from threads of their own.
 */
public final class ToolOutput {
  /** More counts than this are not evidence but a flood; the rest is dropped. */
  public static final int MOST_COUNTS = 200;

  private static final Pattern PROGRESS =
      Pattern.compile(
          "changeover-progress: done=(\\d{1,18}) total=(\\d{1,18}) unit=(\\S{1,40})(?: table=(\\S{1,200}))?\\s*");
  private static final Pattern COUNT =
      Pattern.compile("changeover-count: ([^=\\s]{1,200})=(\\d{1,18})\\s*");
  private static final Pattern NOTE = Pattern.compile("changeover-note: (.{1,1000})");

  private final Consumer<Progress> listener;
  private final Map<String, Long> counts = new TreeMap<>();
  private Progress last = new Progress(0, 0, "", "");

  public ToolOutput(Consumer<Progress> listener) {
    this.listener = listener;
  }

  /** Takes a line of the tool's output. */
  public synchronized void line(String line) {
    Matcher progress = PROGRESS.matcher(line);
    Matcher count = COUNT.matcher(line);
    Matcher note = NOTE.matcher(line);
    if (progress.matches()) {
      String table = progress.group(4);
      tell(
          new Progress(
              Long.parseLong(progress.group(1)),
              Long.parseLong(progress.group(2)),
              progress.group(3),
              table == null ? "" : table));
    } else if (count.matches()) {
      count(count.group(1), Long.parseLong(count.group(2)));
    } else if (note.matches()) {
      message(note.group(1));
    }
  }

  /** Tells how far it is. */
  public synchronized void progress(Progress progress) {
    tell(progress);
  }

  /** Tells what is going on; the figures stay as they are. */
  public synchronized void message(String message) {
    tell(new Progress(last.done(), last.total(), last.unit(), message));
  }

  /** What the migration has counted, by name. */
  public synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private void count(String name, long value) {
    if (counts.size() < MOST_COUNTS || counts.containsKey(name)) {
      counts.put(name, value);
    }
  }

  private void tell(Progress progress) {
    last = progress;
    listener.accept(progress);
  }
}

package io.changeover.kit.message;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records that were put aside, until somebody looks at them. */
public interface ParkedRecords {
  /** Keeps records, in the caller's transaction; one that is kept already is not kept twice. */
  void park(Collection<ParkedRecord> records);

  /** The latest, newest first, without their bytes. */
  List<Map<String, @Nullable Object>> latest(int atMost);
}

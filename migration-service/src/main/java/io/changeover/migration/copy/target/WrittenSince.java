package io.changeover.migration.copy.target;

/**
 * What was written into a table since it was copied.
 *
 * @param copied rows that the copy put there
 * @param now what is there now
 */
public record WrittenSince(long copied, CountingRows.Counted now) {
  /** By how many rows the table has grown or shrunk. */
  public long addedOrRemoved() {
    return Math.abs(now.all() - copied);
  }

  /**
   * At least so many rows were inserted, changed or removed. A changed row is a new one and an old
   * one that is gone, so these two are not added up; when rows are of the time of the copy but not
   * the copy's, they were inserted as well.
   */
  public long changed() {
    long kept = now.all() - now.younger();
    return kept <= copied ? Math.max(now.younger(), copied - kept) : now.all() - copied;
  }
}

package io.changeover.migration.copy.target;

/**
 * Something that is taken off a table while it is filled.
 *
 * @param ownerOid the table it belongs to
 * @param name for people
 * @param restore the statement that puts it back
 */
public record Definition(int number, Stage stage, long ownerOid, String name, String restore) {
  /** When it is put back. */
  public enum Stage {
    /** As soon as its table is filled: keys and indexes. */
    TABLE,
    /** When all tables have their keys: references, still without a look at the rows. */
    REFERENCE,
    /** When all references are there: that every row keeps them. Needs the weakest lock. */
    VALIDATION,
    /** At the end: triggers. */
    TRIGGER,
    /** Only when the copy is undone: where sequences stood. */
    UNDO
  }
}

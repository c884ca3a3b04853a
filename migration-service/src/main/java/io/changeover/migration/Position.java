package io.changeover.migration;

/**
 * Where a tool's ledger stands.
 *
 * @param revision the ledger's revision; empty when nothing is applied
 * @param reached whether that is at the wanted revision, or past it in the migration's direction
 */
public record Position(String revision, boolean reached) {
  /** The revision for people. */
  public String words() {
    return revision.isEmpty() ? "the empty schema" : "revision " + revision;
  }
}

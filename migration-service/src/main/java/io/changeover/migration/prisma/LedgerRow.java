package io.changeover.migration.prisma;

/**
 * A row of {@code _prisma_migrations}: one go at a migration.
 *
 * @param finished whether it came to its end
 * @param rolledBack whether somebody has declared it undone, so that it counts no more
 */
record LedgerRow(String name, String checksum, boolean finished, boolean rolledBack) {
  boolean applied() {
    return finished && !rolledBack;
  }

  /** Prisma's P3009: as long as it is there, nothing else is applied. */
  boolean failed() {
    return !finished && !rolledBack;
  }
}

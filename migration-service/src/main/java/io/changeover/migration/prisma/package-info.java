/** Prisma: its migrations directory, its ledger and its command line. */
@NullMarked
package io.changeover.migration.prisma;

import org.jspecify.annotations.NullMarked;

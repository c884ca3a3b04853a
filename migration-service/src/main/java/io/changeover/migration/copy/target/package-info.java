/**
 * What is filled: tables of a PostgreSQL database, their definitions, and the ledger of the copy.
 */
@NullMarked
package io.changeover.migration.copy.target;

import org.jspecify.annotations.NullMarked;

/** Runs of programs as a table. */
@NullMarked
package io.changeover.migration.command.postgres;

import org.jspecify.annotations.NullMarked;

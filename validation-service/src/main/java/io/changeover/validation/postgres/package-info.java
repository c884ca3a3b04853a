/** Checks that ask a PostgreSQL database. */
@NullMarked
package io.changeover.validation.postgres;

import org.jspecify.annotations.NullMarked;

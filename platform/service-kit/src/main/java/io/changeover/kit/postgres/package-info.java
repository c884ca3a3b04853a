/** What services do with a PostgreSQL database that they are responsible for. */
@NullMarked
package io.changeover.kit.postgres;

import org.jspecify.annotations.NullMarked;

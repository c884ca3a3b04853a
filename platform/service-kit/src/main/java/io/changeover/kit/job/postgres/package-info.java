/** Jobs as a table. */
@NullMarked
package io.changeover.kit.job.postgres;

import org.jspecify.annotations.NullMarked;

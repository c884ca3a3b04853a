/** Whether both sides hold the same, found out in another way than the copy was made. */
@NullMarked
package io.changeover.migration.copy.compare;

import org.jspecify.annotations.NullMarked;

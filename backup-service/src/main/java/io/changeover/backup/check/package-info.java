/** Steps that only look: fingerprint, age of the newest backup, client tools. */
@NullMarked
package io.changeover.backup.check;

import org.jspecify.annotations.NullMarked;

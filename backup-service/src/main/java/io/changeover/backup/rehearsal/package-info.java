/** Scratch databases on which migrations are rehearsed. */
@NullMarked
package io.changeover.backup.rehearsal;

import org.jspecify.annotations.NullMarked;

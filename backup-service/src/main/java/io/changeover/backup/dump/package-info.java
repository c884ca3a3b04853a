/** The step that backs a database up, and the proof that the dump can be restored. */
@NullMarked
package io.changeover.backup.dump;

import org.jspecify.annotations.NullMarked;

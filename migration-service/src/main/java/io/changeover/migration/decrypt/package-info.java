/** Proves that encrypted columns are intact by decrypting samples of them. */
@NullMarked
package io.changeover.migration.decrypt;

import org.jspecify.annotations.NullMarked;

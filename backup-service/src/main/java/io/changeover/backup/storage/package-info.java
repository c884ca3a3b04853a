/** Where dumps and their manifests lie, and how long. */
@NullMarked
package io.changeover.backup.storage;

import org.jspecify.annotations.NullMarked;

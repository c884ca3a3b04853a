/** What is in a database: rows, checksums and the schema's fingerprint, and what differs. */
@NullMarked
package io.changeover.backup.content;

import org.jspecify.annotations.NullMarked;

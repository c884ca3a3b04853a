/** The PostgreSQL server of a target: sessions, databases and their properties. */
@NullMarked
package io.changeover.backup.server;

import org.jspecify.annotations.NullMarked;

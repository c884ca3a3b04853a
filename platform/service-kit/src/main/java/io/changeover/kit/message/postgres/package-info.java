/** Outbox, inbox and parked records in the service's own schema. */
@NullMarked
package io.changeover.kit.message.postgres;

import org.jspecify.annotations.NullMarked;

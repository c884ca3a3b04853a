/** Views, held events and deliveries in the service's own schema. */
@NullMarked
package io.changeover.notification.postgres;

import org.jspecify.annotations.NullMarked;

/** The deployments' log, as it comes in. */
@NullMarked
package io.changeover.notification.kafka;

import org.jspecify.annotations.NullMarked;

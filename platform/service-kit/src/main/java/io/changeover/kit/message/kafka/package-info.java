/** Records by Kafka. */
@NullMarked
package io.changeover.kit.message.kafka;

import org.jspecify.annotations.NullMarked;

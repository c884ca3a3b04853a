/** Tells people by Slack and email how deployments go. */
@NullMarked
package io.changeover.notification;

import org.jspecify.annotations.NullMarked;

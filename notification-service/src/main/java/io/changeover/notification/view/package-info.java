/** What is known of a deployment, folded from its events. */
@NullMarked
package io.changeover.notification.view;

import org.jspecify.annotations.NullMarked;

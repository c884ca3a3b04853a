/** Slack: the Web API or an incoming webhook. */
@NullMarked
package io.changeover.notification.slack;

import org.jspecify.annotations.NullMarked;

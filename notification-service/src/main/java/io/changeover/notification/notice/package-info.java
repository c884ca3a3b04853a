/** What people are told, before it takes the form of a Slack message or a mail. */
@NullMarked
package io.changeover.notification.notice;

import org.jspecify.annotations.NullMarked;

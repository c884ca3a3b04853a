/** Email through SMTP. */
@NullMarked
package io.changeover.notification.mail;

import org.jspecify.annotations.NullMarked;

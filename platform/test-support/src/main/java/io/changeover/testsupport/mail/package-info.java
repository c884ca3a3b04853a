/** An SMTP server that delivers nothing and shows what it caught on a page. */
@NullMarked
package io.changeover.testsupport.mail;

import org.jspecify.annotations.NullMarked;

/** A small web server for the pages of the fake Slack and the mail catcher. */
@NullMarked
package io.changeover.testsupport.web;

import org.jspecify.annotations.NullMarked;

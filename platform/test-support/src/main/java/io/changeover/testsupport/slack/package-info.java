/**
 * A stand-in for Slack that speaks its Web API and incoming webhooks, and shows its channels on a
 * page.
 */
@NullMarked
package io.changeover.testsupport.slack;

import org.jspecify.annotations.NullMarked;

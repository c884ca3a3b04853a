package io.changeover.testsupport.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A mail that was accepted.
 *
 * @param number counts from 1 in the order of arrival
 * @param messageId as the sender set it, or empty
 * @param from the sender's address
 * @param to all recipients of the header, copies included
 * @param subject decoded
 * @param caughtAt when it arrived
 * @param text the plain-text part, or empty
 * @param html the HTML part, or empty
 * @param headers every header line by name; of several with one name, the last
 */
public record CaughtMail(
    int number,
    String messageId,
    String from,
    List<String> to,
    String subject,
    Instant caughtAt,
    String text,
    String html,
    Map<String, String> headers) {}

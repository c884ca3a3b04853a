package io.changeover.testsupport.slack;

/**
 * A channel.
 *
 * @param id such as {@code C00000001}
 * @param name without {@code #}
 */
record SlackChannel(String id, String name) {}

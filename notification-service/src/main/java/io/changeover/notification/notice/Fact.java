package io.changeover.notification.notice;

/** A thing to know at a glance, such as Version: 1.3.0. */
public record Fact(String name, String value) {}

package io.changeover.contracts;

import java.time.Duration;

/**
 * A lock that kept others waiting.
 *
 * @param relation the table or index, with its schema where a database has several
 * @param mode as the database calls it, such as AccessExclusiveLock
 * @param held from when it was first seen to when it was last seen
 */
public record HeldLock(String relation, String mode, Duration held) {}

package io.changeover.kit.postgres;

import java.math.BigInteger;

/**
 * What a table holds, independent of the order of its rows.
 *
 * @param rows how many
 * @param checksum the sum over all rows of the first 60 bits of the MD5 of the row's text
 */
public record TableFingerprint(UserTable table, long rows, BigInteger checksum) {}

package io.changeover.migration.copy.target;

/**
 * A part of a table that is copied in one transaction.
 *
 * @param table as the source calls it
 * @param number within the table, from 0
 * @param low the first row number; of no meaning for a whole table
 * @param high the last row number
 * @param whole whether it is the whole table
 */
public record Chunk(String table, int number, long low, long high, boolean whole) {}

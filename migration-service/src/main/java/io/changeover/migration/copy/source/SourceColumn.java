package io.changeover.migration.copy.source;

/**
 * A column of a SQLite table.
 *
 * @param declared its declared type, as it was written; may be empty
 * @param required whether it is declared NOT NULL
 * @param key its place in the primary key from 1; 0 when it is not in it
 */
public record SourceColumn(String name, String declared, boolean required, int key) {}

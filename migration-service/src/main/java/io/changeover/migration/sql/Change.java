package io.changeover.migration.sql;

/**
 * A file that is to be run, and what the ledger says afterwards.
 *
 * @param back true when it undoes the version, so that the ledger loses it
 * @param version as the ledger has it
 */
public record Change(Script script, String version, boolean back) {}

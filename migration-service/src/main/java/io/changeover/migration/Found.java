package io.changeover.migration;

/** What was found at a database, at one moment. */
record Found(Position position, SchemaListing schema) {}

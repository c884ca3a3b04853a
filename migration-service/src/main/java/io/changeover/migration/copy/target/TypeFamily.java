package io.changeover.migration.copy.target;

/** The types of PostgreSQL that are filled. */
public enum TypeFamily {
  SMALLINT,
  INTEGER,
  BIGINT,
  REAL,
  DOUBLE,
  NUMERIC,
  BOOLEAN,
  /** text, varchar and other types that are text inside. */
  TEXT,
  /** char(n), which is filled up with blanks. */
  PADDED,
  ENUM,
  BYTEA,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  UUID,
  JSON,
  JSONB,
  /** Anything else. */
  OTHER;

  /** The family of a type's internal name, as pg_type.typname has it. */
  static TypeFamily of(String name, boolean isEnum) {
    if (isEnum) {
      return ENUM;
    }
    return switch (name) {
      case "int2" -> SMALLINT;
      case "int4" -> INTEGER;
      case "int8" -> BIGINT;
      case "float4" -> REAL;
      case "float8" -> DOUBLE;
      case "numeric" -> NUMERIC;
      case "bool" -> BOOLEAN;
      case "text", "varchar" -> TEXT;
      case "bpchar" -> PADDED;
      case "bytea" -> BYTEA;
      case "date" -> DATE;
      case "time" -> TIME;
      case "timestamp" -> TIMESTAMP;
      case "timestamptz" -> TIMESTAMPTZ;
      case "uuid" -> UUID;
      case "json" -> JSON;
      case "jsonb" -> JSONB;
      default -> OTHER;
    };
  }
}

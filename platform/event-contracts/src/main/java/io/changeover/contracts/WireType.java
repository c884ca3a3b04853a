package io.changeover.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and version under which a record travels and is kept. A name never changes; a change of
 * the record's form is a new version and an upcaster from the one before.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WireType {
  /** Words, such as changeover.step.succeeded; the CloudEvents type. */
  String value();

  /** Counts from 1; the CloudEvents extension schemaversion. */
  int version() default 1;
}

package io.changeover.contracts.step;

import io.changeover.contracts.Specialist;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which specialist does steps of this kind. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DoneBy {
  Specialist value();

  /** True when the step changes something that a rollback has to think of. */
  boolean changes() default false;

  /**
   * True when its specialist reaches every database by what the command says, so that a rehearsal
   * can aim it at a scratch database. Where it is false the kind is never rehearsed.
   */
  boolean rehearsable() default false;

  /** False for a kind that Changeover alone puts into plans, so that no file names it. */
  boolean written() default true;
}

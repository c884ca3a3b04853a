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
}

package io.changeover.contracts.step;

import io.changeover.contracts.Phase;
import io.changeover.contracts.Specialist;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which specialist does steps of this kind, and what plans, rollbacks and rehearsals must know of
 * it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DoneBy {
  Specialist value();

  /** True when the step changes something that a rollback has to think of. */
  boolean changes() default false;

  /**
   * The phases in which a step of this kind may stand; empty for all. A kind that changes something
   * names them, because a rollback looks for it only there.
   */
  Phase[] in() default {};

  /**
   * False for a kind that does more than look although it changes nothing that a rollback has to
   * think of: it cannot verify a step, nor be repeated in a watch. What changes something never
   * can.
   */
  boolean check() default true;

  /** What its targets are, if it has any. */
  Sort targets() default Sort.DATABASE;

  /**
   * True when its specialist reaches every database by what the command says, so that a rehearsal
   * can aim it at a scratch database. Where it is false the kind is never rehearsed.
   */
  boolean rehearsable() default false;

  /** False for a kind that Changeover alone puts into plans, so that no file names it. */
  boolean written() default true;

  /** A sort of target. */
  enum Sort {
    DATABASE,
    APPLICATION
  }
}

package io.changeover.core;

import io.changeover.contracts.RollbackLevel;
import org.jspecify.annotations.Nullable;

/** What a person asked for that takes a while to be done. */
public sealed interface Wish {
  /** To end. */
  record Abort() implements Wish {}

  /**
   * To go back.
   *
   * @param level null to have it chosen
   */
  record RollBack(@Nullable RollbackLevel level) implements Wish {}
}

package io.changeover.validation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Components of step kinds that a plan may leave out: the kind has put the default in their place.
 */
public final class Defaults {
  private Defaults() {}

  /** The component, which is never null any more. */
  public static <T> T filled(@Nullable T component) {
    return Objects.requireNonNull(component);
  }
}

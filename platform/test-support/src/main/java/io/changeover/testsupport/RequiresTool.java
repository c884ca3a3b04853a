package io.changeover.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs a program on the {@code PATH}. Without it the test is skipped, with a reason that
 * names the package to install; with the environment variable {@code CHANGEOVER_NO_SKIPS=true} it
 * fails instead.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(RequiresTool.Several.class)
@ExtendWith(ToolCondition.class)
public @interface RequiresTool {

  /** The program's name, such as {@code pg_dump}. */
  String value();

  /** Debian's package with the program, where {@link ToolPackages} does not know it. */
  String aptPackage() default "";

  /** Holds repeated annotations. */
  @Documented
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(ToolCondition.class)
  @interface Several {
    /** The annotations. */
    RequiresTool[] value();
  }
}

package io.changeover.testsupport.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test needs a Docker engine that has this image or can pull it. It is skipped otherwise, also
 * where no tool may be missing: the same contract was then held by the embedded variant.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ImageCondition.class)
@interface RequiresImage {
  String value();
}

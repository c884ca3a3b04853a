package io.changeover.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets constructors, test methods and life-cycle methods of a test class take parameters of these
 * types: {@link io.changeover.embedded.LocalDatabase} (empty, one per test class, dropped after
 * it), {@link TopicSpace} (one per test class), {@link io.changeover.embedded.LocalPostgres} and
 * {@link io.changeover.embedded.LocalKafka} (shared by the JVM). Only what is asked for is started.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InfrastructureExtension.class)
public @interface WithInfrastructure {}

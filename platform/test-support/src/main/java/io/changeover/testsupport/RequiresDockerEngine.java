package io.changeover.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test starts a Docker engine of its own. Where the machine does not let one start (no root, no
 * rights over the network), the test is skipped with a reason that says so: with {@code
 * CHANGEOVER_NO_SKIPS=true} too, as that is nothing that can be installed. The programs that it
 * calls are named by {@link RequiresTool}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerEngineCondition.class)
public @interface RequiresDockerEngine {}

/** Child processes that are bounded, redacted and never outlive their step. */
@NullMarked
package io.changeover.kit.process;

import org.jspecify.annotations.NullMarked;

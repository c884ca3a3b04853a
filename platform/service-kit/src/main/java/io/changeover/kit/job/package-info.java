/**
 * Commands become jobs, and jobs become reports: a job is worked on by one worker at a time, is
 * taken over when its worker dies, and is reported on once.
 */
@NullMarked
package io.changeover.kit.job;

import org.jspecify.annotations.NullMarked;

package io.changeover.rollout;

/**
 * A process of an installation. A process id alone may be given to another process later; together
 * with the start it names one process for good.
 *
 * @param pid the process id, also that of its session and group when this service started it
 * @param start when it was started, in clock ticks since the host came up
 * @param logStart how long its log file was when it was started, in bytes
 */
public record InstanceProcess(long pid, long start, long logStart) {}

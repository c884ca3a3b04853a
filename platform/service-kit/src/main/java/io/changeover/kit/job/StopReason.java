package io.changeover.kit.job;

/** Why a running job was stopped. */
enum StopReason {
  /** The orchestrator has cancelled it. */
  CANCELLED,

  /** It took longer than its plan allows. */
  TIMED_OUT,

  /** Another worker has taken it over. */
  LOST,

  /** The service is being stopped; the next one takes it over. */
  SHUTTING_DOWN
}

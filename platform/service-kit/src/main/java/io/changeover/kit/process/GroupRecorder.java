package io.changeover.kit.process;

/**
 * Is told of every process group before anybody waits for it, so that a later worker can kill it.
 */
@FunctionalInterface
public interface GroupRecorder {
  /** Where nobody has to know. */
  GroupRecorder NONE = group -> {};

  /**
   * Records a group durably.
   *
   * @throws InterruptedException when the step is not this worker's any more; the group is then
   *     killed
   */
  void started(ProcessGroup group) throws InterruptedException;

  /** Nothing of the group runs any more. */
  default void ended(ProcessGroup group) {}
}

package io.changeover.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/** The known ways in which a step fails. */
public enum FailureCode {
  /** A check saw something other than expected. */
  CHECK_FAILED("check-failed"),

  /** The tool is not installed, or not in the version needed. */
  TOOL_MISSING("tool-missing"),

  /** The tool ended with an error. */
  TOOL_FAILED("tool-failed"),

  /** The tool said that all is well but its own ledger does not. */
  LEDGER_DISAGREES("ledger-disagrees"),

  /** A migration stopped half-way and cannot be repeated blindly. */
  PARTIALLY_APPLIED("partially-applied"),

  /** The step took longer than the plan allows. */
  TIMED_OUT("timed-out"),

  /** The step was told to stop. */
  CANCELLED("cancelled"),

  /** The database or the application does not answer. */
  TARGET_UNREACHABLE("target-unreachable"),

  /** The specialist knows no target or workspace of that name. */
  NOT_REGISTERED("not-registered"),

  /** The specialist will not do it, because something else would be harmed. */
  REFUSED("refused"),

  /** A person said that the task could not be done. */
  TASK_FAILED("task-failed"),

  /** The specialist did not report in time. */
  SILENT("silent"),

  /** Something that nobody thought of. */
  UNEXPECTED("unexpected");

  private final String word;

  FailureCode(String word) {
    this.word = word;
  }

  /** The word for it in plans, REST, events and pages. */
  @JsonValue
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}

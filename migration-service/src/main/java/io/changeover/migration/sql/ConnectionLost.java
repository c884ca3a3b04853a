package io.changeover.migration.sql;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;

/** The connection broke: nobody has said whether the transaction was committed. */
public final class ConnectionLost extends Exception {
  private static final long serialVersionUID = 1L;

  public ConnectionLost(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  /** The failure, once the ledger has said that the transaction did not happen. */
  public StepFailure nothingCommitted(Script script) {
    return new StepFailure(
        FailureCode.TARGET_UNREACHABLE,
        "The connection broke while '%s' ran, and the ledger says that nothing of it was committed: %s"
            .formatted(script.name(), getMessage()),
        "See that the server runs, then retry the step.",
        this);
  }
}

package io.changeover.kit.message.kafka;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells failures of the database that pass from those that come again with the same record. */
final class PassingFailures {
  private PassingFailures() {}

  /** Throws the failure on when waiting may help. */
  static void rethrow(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (passes(cause) && failure instanceof RuntimeException passing) {
        throw passing;
      }
    }
  }

  /** A commit of which nobody knows whether it happened counts too: handling twice does no harm. */
  private static boolean passes(Throwable cause) {
    return cause instanceof TransientDataAccessException
        || cause instanceof RecoverableDataAccessException
        || cause instanceof DataAccessResourceFailureException
        || cause instanceof CannotCreateTransactionException
        || cause instanceof TransactionSystemException;
  }
}

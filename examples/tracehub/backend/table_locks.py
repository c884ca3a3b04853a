"""Locks several tables against a running application without a deadlock.

The application takes its locks in no fixed order: an insert goes from a shipment to its parties, a cascading
delete the other way. So whoever wants all tables lets go of them when one is busy, sooner than
PostgreSQL looks for deadlocks (deadlock_timeout, 1 s): no request of the application becomes the victim.
"""

import time

import psycopg2.errors
import sqlalchemy.exc
from sqlalchemy import text

ATTEMPTS = 40
WAIT_PER_TABLE = "250ms"
PAUSE_SECONDS = 0.05
"""Lets the requests through that queued up behind an attempt."""


def lock_tables(connection, tables, mode):
    """Holds all tables in the mode until the transaction ends; raises when they never were free together."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with connection.begin_nested():
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_PER_TABLE}'"))
                connection.execute(text(f"LOCK TABLE {', '.join(tables)} IN {mode} MODE"))
            return
        except sqlalchemy.exc.OperationalError as problem:
            if not isinstance(problem.orig, psycopg2.errors.LockNotAvailable) or attempt == ATTEMPTS:
                raise
            time.sleep(PAUSE_SECONDS)

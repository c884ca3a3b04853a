"""A small pool of autocommitting PostgreSQL connections."""

import contextlib
import queue

import psycopg2
import psycopg2.extras

CONNECT_TIMEOUT_SECONDS = 3
STATEMENT_TIMEOUT = "10s"
WAIT_FOR_CONNECTION_SECONDS = 5


class PoolExhausted(Exception):
    """Every connection was in use for longer than a request may wait."""


class Pool:
    def __init__(self, url, size, name):
        self._url = url
        self._name = name
        self._slots = queue.LifoQueue()
        self.size = size
        for _ in range(size):
            self._slots.put(None)

    def in_use(self):
        return self.size - self._slots.qsize()

    def rows(self, statement, values=()):
        """The result as a list of dicts."""
        with self._connection() as connection, connection.cursor(
            cursor_factory=psycopg2.extras.RealDictCursor
        ) as cursor:
            cursor.execute(statement, values)
            return [dict(row) for row in cursor.fetchall()]

    def row(self, statement, values=()):
        """The first row, or None."""
        found = self.rows(statement, values)
        return found[0] if found else None

    @contextlib.contextmanager
    def _connection(self):
        try:
            connection = self._slots.get(timeout=WAIT_FOR_CONNECTION_SECONDS)
        except queue.Empty:
            raise PoolExhausted(f"all {self.size} database connections are busy") from None
        try:
            connection = self._usable(connection)
            yield connection
        finally:
            self._slots.put(connection)

    def _usable(self, connection):
        """A connection whose server is still there: the database may have been swapped under the pool."""
        if connection is not None and not connection.closed:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
                return connection
            except psycopg2.Error:
                connection.close()
        return self._open()

    def _open(self):
        connection = psycopg2.connect(
            self._url, connect_timeout=CONNECT_TIMEOUT_SECONDS, application_name=self._name
        )
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", (STATEMENT_TIMEOUT,))
        return connection

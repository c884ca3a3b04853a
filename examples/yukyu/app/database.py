"""The database behind the application: SQLite or PostgreSQL, through one pool of connections."""

import sqlalchemy
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

TABLES = ("employees", "genzai", "ukeoi", "staff", "leave_requests", "yukyu_usage_details")
WAIT_SECONDS = 10
"""How long a request waits for a connection before it fails."""


class Database:
    def __init__(self, settings):
        self.kind = settings.database_type
        self.size = settings.pool_size
        arguments = {"check_same_thread": False} if self.kind == "sqlite" else {}
        self._engine = sqlalchemy.create_engine(
            settings.database_url,
            poolclass=QueuePool,
            pool_size=self.size,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
            connect_args=arguments,
        )
        if self._engine.dialect.name != self.kind:
            raise SystemExit(f"DATABASE_TYPE is {self.kind} but DATABASE_URL is one of {self._engine.dialect.name}")

    def rows(self, statement, **values):
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(statement), values).mappings()]

    def change(self, statement, **values):
        with self._engine.begin() as connection:
            connection.execute(text(statement), values)

    def counts(self):
        return {table: self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in TABLES}

    def pool(self):
        return {"size": self.size, "in_use": self._engine.pool.checkedout()}

    def close(self):
        self._engine.dispose()

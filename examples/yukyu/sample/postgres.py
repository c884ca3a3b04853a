"""The role and the empty database that the sample moves to."""

import os
import subprocess

import psycopg2
from psycopg2 import sql

from .layout import Problem

NAME = "yukyu"


class Server:
    """A PostgreSQL server reached with an administrator's URL."""

    def __init__(self, admin_url):
        try:
            self._connection = psycopg2.connect(admin_url)
        except psycopg2.OperationalError as problem:
            raise Problem(f"the administrator's database does not answer: {problem}") from None
        self._connection.autocommit = True
        self.host = self._connection.info.host or "127.0.0.1"
        self.port = self._connection.info.port

    def url(self):
        """Without the password, which is in the pgpass file."""
        return f"postgresql://{NAME}@{self.host}:{self.port}/{NAME}"

    def passfile_line(self, password):
        return f"{self.host}:{self.port}:*:{NAME}:{password}\n"

    def create(self, password):
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (NAME,))
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            statement = sql.SQL(verb + " ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
            cursor.execute(statement.format(sql.Identifier(NAME), sql.Literal(password)))
            cursor.execute(sql.SQL("GRANT pg_monitor TO {}").format(sql.Identifier(NAME)))
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
            cursor.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(NAME)))

    def stamp(self, backend, passfile):
        """Alembic's own table, which says that nothing has been built yet."""
        environment = {"PATH": os.environ["PATH"], "DATABASE_URL": self.url(), "PGPASSFILE": str(passfile)}
        done = subprocess.run(
            ["/usr/bin/alembic", "stamp", "base"], cwd=backend, env=environment, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Problem(f"alembic stamp failed: {done.stderr.strip()[-1000:]}")

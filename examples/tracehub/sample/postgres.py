"""The sample's role, its database, and a template that makes the second preparation quick."""

import contextlib
import hashlib
import os
import subprocess
import time
import urllib.parse

import psycopg2
from psycopg2 import sql

from .layout import SOURCE, Problem

BASE_REVISION = "002"
TEMPLATE_INPUTS = ("alembic.ini", "alembic/env.py", "alembic/versions/001*", "alembic/versions/002*", "seed.*")
MAX_NAME_BYTES = 63


def base_fingerprint():
    """Changes when the seeded base would."""
    digest = hashlib.sha256()
    for pattern in TEMPLATE_INPUTS:
        for path in sorted((SOURCE / "backend").glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def tool_environment(url, passfile):
    """What a child gets to reach the database: nothing secret in it but the path of a file."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "DATABASE_URL": url, "PGPASSFILE": str(passfile), "PYTHONDONTWRITEBYTECODE": "1"}


class Server:
    """A PostgreSQL server reached with an administrator's URL. name is both role and database."""

    def __init__(self, admin_url, name):
        self._admin_url = admin_url
        self.name = name
        connection = self._connect(admin_url)
        self.host = connection.info.host or "127.0.0.1"
        self.port = connection.info.port
        self.version = connection.info.server_version
        connection.close()

    @staticmethod
    def _connect(url):
        try:
            return psycopg2.connect(url)
        except psycopg2.OperationalError as problem:
            raise Problem(f"the administrator's database does not answer: {problem}") from None

    def url(self, database):
        """Without the password, which is in the pgpass file."""
        return f"postgresql://{self.name}@{urllib.parse.quote(self.host, safe='')}:{self.port}/{database}"

    def passfile_line(self, password):
        return f"{self.host}:{self.port}:*:{self.name}:{password}\n"

    @contextlib.contextmanager
    def administration(self):
        """Runs statements outside transactions, one preparation at a time per name."""
        connection = self._connect(self._admin_url)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", (f"prepare {self.name}",))
                yield Administration(cursor, self)
        finally:
            connection.close()


class Administration:
    def __init__(self, cursor, server):
        self._cursor = cursor
        self._server = server

    def role(self, password):
        self._cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (self._server.name,))
        verb = "ALTER" if self._cursor.fetchone() else "CREATE"
        # CREATEDB for the databases that prove a backup, CREATEROLE for a role of each migration
        # attempt, pg_monitor to see what other sessions run.
        statement = sql.SQL(verb + " ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
        self._run(statement.format(sql.Identifier(self._server.name), sql.Literal(password)))
        self._run(sql.SQL("GRANT pg_monitor TO {}").format(sql.Identifier(self._server.name)))

    def database(self, template):
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self._server.name)))
        # WAL_LOG needs no checkpoint, which takes most of the time at this size.
        self._create(self._server.name, sql.SQL("TEMPLATE {} STRATEGY wal_log").format(sql.Identifier(template)))

    def template(self, shipments, passfile, progress):
        """The name of the seeded template, and whether it was there already."""
        prefix = f"{self._server.name}_template_{shipments}_"
        name = prefix + base_fingerprint()
        if len(name) > MAX_NAME_BYTES:
            raise Problem(f"database name {name} is too long")
        existing = self._databases(prefix)
        if name in existing:
            return name, True
        for stale in existing:
            self._drop_template(stale)
        building = prefix + "building"
        self._create(building, sql.SQL(""))
        fill(self._server.url(building), passfile, shipments, progress)
        self._run(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(name))
        )
        self._run(
            sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(sql.Identifier(name))
        )
        return name, False

    def _databases(self, prefix):
        self._cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (prefix,))
        return [row[0] for row in self._cursor.fetchall()]

    def _drop_template(self, name):
        self._run(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(name)))
        self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _create(self, name, options):
        self._run(
            sql.SQL("CREATE DATABASE {} OWNER {} {}").format(
                sql.Identifier(name), sql.Identifier(self._server.name), options
            )
        )

    def _run(self, statement):
        self._cursor.execute(statement)


def fill(url, passfile, shipments, progress):
    environment = tool_environment(url, passfile)
    progress(f"creating the schema of revision {BASE_REVISION}")
    started = time.monotonic()
    run(["/usr/bin/alembic", "upgrade", BASE_REVISION], environment)
    progress(f"seeding {shipments} shipments")
    run(["/usr/bin/python3", "-B", "seed.py", "--shipments", str(shipments)], environment)
    progress(f"template filled in {time.monotonic() - started:.1f} s")


def run(command, environment):
    done = subprocess.run(command, cwd=SOURCE / "backend", env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise Problem(f"{command[0]} failed with {done.returncode}: {done.stderr.strip()[-2000:]}")

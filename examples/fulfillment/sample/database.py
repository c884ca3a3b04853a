"""The sample's role and database, made anew from a template that is filled once."""

import hashlib
import os
import pathlib
import urllib.parse

from .layout import NAME, SOURCE, Problem
from .tools import run

BASE = SOURCE / "prisma" / "migrations" / "20260105090000_base" / "migration.sql"
SEED = SOURCE / "prisma" / "seed.sql"


class Server:
    """A PostgreSQL server reached as its administrator."""

    def __init__(self):
        url = os.environ.get("DATABASE_ADMIN_URL")
        if not url:
            raise Problem("DATABASE_ADMIN_URL is not set: it holds the administrator's database URL")
        self.environment = {name: os.environ[name] for name in ("PGPASSFILE",) if name in os.environ}
        self.url = urllib.parse.urlsplit(url)
        self.log = self.log_beside(self.environment.get("PGPASSFILE"))

    @staticmethod
    def log_beside(passwords):
        """The embedded server keeps its log where it keeps its password file."""
        log = pathlib.Path(passwords or "nowhere").with_name("postgres.log")
        return log if log.exists() else None

    def at(self, database):
        return urllib.parse.urlunsplit(self.url._replace(path=f"/{database}"))

    def psql(self, database, *arguments, stdin=None):
        options = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1")
        return run("psql", *options, *arguments, self.at(database), env=self.environment, stdin=stdin)

    def tell(self, *statements):
        for statement in statements:
            self.psql("postgres", stdin=statement)

    def owner_url(self, password, database=NAME):
        return f"postgresql://{NAME}:{password}@{self.url.hostname}:{self.url.port}/{database}"


def create(server, password, orders, progress):
    verb = "ALTER" if server.psql("postgres", "-c", f"SELECT 1 FROM pg_roles WHERE rolname = '{NAME}'").strip() else "CREATE"
    # CREATEDB for the databases that prove a backup, CREATEROLE for a role of each migration attempt,
    # pg_monitor to see what other sessions run.
    server.tell(f"{verb} ROLE {NAME} LOGIN CREATEDB CREATEROLE PASSWORD '{password}'", f"GRANT pg_monitor TO {NAME}")
    template = f"{NAME}_template_{orders}_{fingerprint()}"
    if not server.psql("postgres", "-c", f"SELECT 1 FROM pg_database WHERE datname = '{template}'").strip():
        fill(server, template, orders, progress)
    server.tell(
        f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)",
        # WAL_LOG needs no checkpoint, which takes most of the time at this size.
        f"CREATE DATABASE {NAME} OWNER {NAME} TEMPLATE {template} STRATEGY wal_log",
    )


def fill(server, template, orders, progress):
    progress(f"seeding {orders} orders")
    building = f"{template}_building"
    server.tell(f"DROP DATABASE IF EXISTS {building} WITH (FORCE)", f"CREATE DATABASE {building} OWNER {NAME}")
    server.psql(building, "-c", f"SET ROLE {NAME}", "-f", str(BASE), "-v", f"orders={orders}", "-f", str(SEED))
    server.psql(building, "-c", f"SET ROLE {NAME}", "-f", "-", stdin=ledger())
    server.tell(f"ALTER DATABASE {building} RENAME TO {template}")


def ledger():
    """The ledger as Prisma leaves it after the first migration."""
    checksum = hashlib.sha256(BASE.read_bytes()).hexdigest()
    return f"""
    CREATE TABLE _prisma_migrations (
      id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
      migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
      started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0);
    INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
    VALUES ('00000000-0000-4000-8000-000000000001', '{checksum}', '2026-01-05 09:00:01+00', '{BASE.parent.name}',
      '2026-01-05 09:00:00+00', 1);
    """


def fingerprint():
    """Changes when the seeded base would."""
    return hashlib.sha256(BASE.read_bytes() + SEED.read_bytes()).hexdigest()[:12]
